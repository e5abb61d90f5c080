// The history of a map: who changed what, the map as it was, and what lies between two revisions.
import { beforeAll, describe, expect, test } from 'vitest';
import { audit, endBrowser, stage, stores } from './kit';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);
  let map: string;
  let claim: string;

  const write = async (operations: string, message: string) =>
    (
      await server.ask(
        `mutation ($m: ID!, $why: String) {
          applyChanges(input: {map: $m, message: $why, operations: [${operations}]}) { revision ids { ref id } } }`,
        { m: map, why: message },
      )
    ).applyChanges;
  const texts = async () => {
    const { map: m } = await server.ask('query ($m: ID!) { map(id: $m) { claims { nodes { text } } } }', { m: map });
    return m.claims.nodes.map((c: { text: string }) => c.text);
  };

  // Revision 1 makes the map, 2 adds a claim and 30 others, 3 changes it, 4 removes one and gives a reason.
  beforeAll(async () => {
    const { createMap } = await server.ask('mutation { createMap(input: {title: "Then and now"}) { map { id } } }');
    map = createMap.map.id;
    const others = Array.from({ length: 30 }, (_, i) => `{addClaim: {ref: "c${i}", text: "Claim ${i}."}}`).join(' ');
    const { ids } = await write(`{addClaim: {ref: "it", text: "It rained all day."}} ${others}`, 'Begin');
    const id = (ref: string) => ids.find((i: { ref: string }) => i.ref === ref).id;
    claim = id('it');
    await write(`{updateElement: {id: "${claim}", text: "It rained all night."}}`, 'It was night');
    const reason = `{addInference: {premises: [{new: {text: "<b>The</b> street is wet."}}], conclusion: "${claim}"}}`;
    await write(`{deleteElement: "${id('c0')}"} ${reason}`, 'Give a reason');
  });

  const set = (page: Awaited<ReturnType<typeof visit>>, name: string) => page.getByRole('article', { name });

  test('each change set is told in words, newest first', async () => {
    const page = await visit(`#/maps/${map}/history`);
    await set(page, 'Give a reason').waitFor();
    const titles = await page.getByRole('article').getByRole('heading').allInnerTexts();
    expect(titles.map((t) => t.replace(/^\d+\s*/, '')).slice(0, 3)).toEqual(['Give a reason', 'It was night', 'Begin']);
    const reason = set(page, 'Give a reason');
    await reason.getByText('“<b>The</b> street is wet.” supports “It rained all night.”').waitFor();
    await reason.getByText('Claim removed').waitFor();
    const night = set(page, 'It was night');
    expect(await night.locator('del').innerText()).toContain('day');
    expect(await night.locator('ins').innerText()).toContain('night');
    const time = await night.locator('time').getAttribute('datetime');
    expect(Math.abs(Date.now() - Date.parse(time!))).toBeLessThan(3_600_000);
    // Of many changes only some stand there at first.
    expect(await set(page, 'Begin').getByRole('listitem').count()).toBeLessThan(10);
    await set(page, 'Begin').getByRole('button', { name: /more$/ }).click();
    expect(await set(page, 'Begin').getByRole('listitem').count()).toBe(32);
    expect(await audit(page)).toEqual([]);
  });

  test('the slider shows the map as it was, and nothing can be changed in it', async () => {
    const page = await visit(`#/maps/${map}/history`);
    const slider = page.getByRole('slider', { name: /The map at revision/ });
    await expect.poll(() => slider.getAttribute('max')).toBe('4');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/revision=3/);
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/revision=2/);
    await page.getByText('As of revision 2').waitFor();
    expect(await page.getByRole('button', { name: 'Add a claim' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: 'See it as a tree' }).click();
    await page.getByRole('treeitem', { name: /It rained all day/ }).waitFor();
    await page.goBack();
    await slider.focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Add a claim' }).waitFor();
    expect(page.url()).not.toContain('revision=');
  });

  test('two revisions are compared in words', async () => {
    const page = await visit(`#/maps/${map}/history`);
    await set(page, 'Begin').waitFor();
    await page.getByLabel('Compare revision').fill('4');
    await page.getByLabel('with revision').fill('2');
    await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'From revision 2 to 4' }).waitFor();
    const changed = page.getByRole('list', { name: 'Changed' });
    expect(await changed.locator('ins').innerText()).toContain('night');
    await page.getByRole('list', { name: 'Removed' }).getByText('Claim 0.').waitFor();
    expect(await page.getByRole('list', { name: 'Added' }).getByRole('listitem').count()).toBe(2);
    expect(await audit(page)).toEqual([]);
    await changed.getByRole('link').click();
    await page.waitForURL((url) => url.hash.includes(claim));
    await page.goBack();
    await page.getByLabel('Compare revision').fill('4');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('There is no difference.').waitFor();
  });

  test('an earlier state is copied into a map of its own', async () => {
    const page = await visit(`#/maps/${map}/history?revision=2`);
    await page.getByRole('button', { name: 'Copy it as a map of its own' }).click();
    await page.getByRole('heading', { level: 1, name: 'Then and now (revision 2)' }).waitFor();
    const copy = page.url().match(/maps\/([^/?]+)/)![1];
    const { map: m } = await server.ask('query ($m: ID!) { map(id: $m) { copiedFrom claims { totalCount } } }', {
      m: copy,
    });
    expect(m).toEqual({ copiedFrom: map, claims: { totalCount: 31 } });
  });

  test('a change set is undone and done again from its place; what builds on others says so', async () => {
    const page = await visit(`#/maps/${map}/history`);
    await set(page, 'Begin')
      .getByRole('button', { name: /^Undo this change/ })
      .click();
    await page
      .getByRole('status')
      .getByText(/undone|changed again/)
      .first()
      .waitFor();
    await set(page, 'It was night')
      .getByRole('button', { name: /^Undo this change/ })
      .click();
    const back = set(page, 'Takes back revision 3');
    await back.waitFor();
    expect(await texts()).toContain('It rained all day.');
    await set(page, 'It was night').getByText('taken back by revision 5').waitFor();
    await back.getByRole('button', { name: /^Do it again/ }).click();
    await set(page, 'Takes back revision 5').waitFor();
    expect(await texts()).toContain('It rained all night.');
    expect(await audit(page)).toEqual([]);
  });

  test('what is too much for one answer is told on demand', async () => {
    const page = await visit('');
    await page.route('**/graphql', async (route) => {
      if (!/query History\(/.test(route.request().postData() ?? '')) return route.continue();
      const extensions = { code: 'EXHAUSTED', reason: 'limit.rows' };
      await route.fulfill({ json: { errors: [{ message: 'too many rows', extensions }], data: null } });
    });
    await page.goto(`${server.address}/#/maps/${map}/history`);
    const night = set(page, 'It was night');
    await night.getByRole('button', { name: 'Show what it changed' }).click();
    await night.locator('ins').getByText('night').waitFor();
    expect(await set(page, 'Begin').getByRole('listitem').count()).toBe(0);
  });

  test('many change sets come page by page, and those of others by themselves', async () => {
    for (let i = 0; i < 22; i++) await write(`{addClaim: {text: "More ${i}"}}`, `More ${i}`);
    const page = await visit(`#/maps/${map}/history`, { viewport: { width: 390, height: 844 } });
    await page.getByText('● live').waitFor();
    await set(page, 'More 21').waitFor();
    expect(await set(page, 'Begin').count()).toBe(0);
    await page.getByRole('button', { name: 'Older changes' }).click();
    await set(page, 'Begin').waitFor();
    await write(`{addClaim: {text: "The last"}}`, 'The last');
    await set(page, 'The last').waitFor();
    await set(page, 'Begin').waitFor();
    const titles = await page.getByRole('article').getByRole('heading').allInnerTexts();
    expect(titles.map((t) => parseInt(t))).toEqual(titles.map((_, i) => titles.length - i));
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await audit(page)).toEqual([]);
  });
});
