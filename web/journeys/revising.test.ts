// Changing what is there: citations, stances, rows, aims; going back; and where the focus is after each dialog.
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { audit, endBrowser, stage, stores } from './kit';

endBrowser();

const said = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text).first().waitFor();

/** What has the focus: its role and name are not asked, only that it is not the page itself. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return !at || at === document.body
      ? 'the page'
      : `${at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? at.textContent?.replace(/\s/g, '').slice(0, 40)}`;
  });

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);
  let map: string;
  let ids: Record<string, string>;

  /** An argument with two citations, a reported stance, a rebuttal and two rows of questions. */
  beforeEach(async () => {
    const { createMap } = await server.ask('mutation { createMap(input: {title: "A wet street"}) { map { id } } }');
    map = createMap.map.id;
    const { importSource } = await server.ask(
      `mutation { importSource(input: {text: "It has rained all night. The street is wet. So it must have rained.", title: "A diary"}) {
        source { paragraphs(first: 1) { nodes { id } } } } }`,
    );
    const paragraph = importSource.source.paragraphs.nodes[0].id;
    const { applyChanges } = await server.ask(
      `mutation ($m: ID!, $p: ID!) { applyChanges(input: {map: $m, operations: [
        {addVoice: {ref: "diary", name: "The diary", kind: AUTHOR}}
        {addClaim: {ref: "rain", text: "It has rained.", commitments: [{voice: "diary"}], citations: [
          {segments: [{paragraph: $p, exact: "It has rained all night"}]}
          {segments: [{paragraph: $p, exact: "it must have rained"}]}]}}
        {addClaim: {ref: "wet", text: "The street is wet."}}
        {addClaim: {ref: "snow", text: "It has snowed."}}
        {addClaim: {ref: "hose", text: "Somebody used a hose."}}
        {addInference: {ref: "step", premises: [{claim: "wet"}], conclusion: "rain"}}
        {addRebuttal: {ref: "attack", premises: [{claim: "hose"}], target: "rain"}}
        {addRow: {ref: "row", antecedent: "the rain"}}
        {addRow: {ref: "other", antecedent: "the hose"}}
        {raiseQuestion: {ref: "when", text: "When?", row: "row", asksAbout: [{element: "rain"}]}}
        {raiseQuestion: {ref: "where", text: "Where?", row: "row", asksAbout: [{element: "rain"}]}}
        {raiseQuestion: {ref: "who", text: "Whose?", row: "other", asksAbout: [{element: "hose"}]}}
      ]}) { revision ids { ref id } } }`,
      { m: map, p: paragraph },
    );
    ids = Object.fromEntries(applyChanges.ids.map((i: { ref: string; id: string }) => [i.ref, i.id]));
  });

  const element = async (id: string, fields: string) =>
    (await server.ask(`query ($m: ID!, $id: ID!) { map(id: $m) { element(id: $id) { ${fields} } } }`, { m: map, id }))
      .map.element;
  const revision = async () =>
    (await server.ask('query ($m: ID!) { map(id: $m) { revision } }', { m: map })).map.revision as number;
  const change = (id: string, text: string) =>
    server.ask(
      'mutation ($m: ID!, $id: ID!, $t: String!) { updateElement(input: {map: $m, element: {id: $id, text: $t}}) { revision } }',
      { m: map, id, t: text },
    );

  /** Opens a dialog of an element from the keyboard. */
  async function open(page: Page, id: string, action: string | RegExp) {
    await page.goto(`${server.address}/#/maps/${map}/tree?element=${id}`);
    const button = page
      .getByRole('region', { name: 'The chosen element' })
      .getByRole('button', { name: action, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
    return dialog;
  }

  test('one citation of several goes, and comes back', async () => {
    const page = await visit('');
    const dialog = await open(page, ids.rain!, 'Change what it cites');
    const passage = dialog.getByRole('checkbox', { name: /it must have rained/ });
    await passage.focus();
    expect(await dialog.getByRole('button', { name: 'Remove the citation' }).isDisabled()).toBe(true);
    await page.keyboard.press('Space');
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await said(page, '1 citation removed');
    const cited = async () => (await element(ids.rain!, 'citations { exact }')).citations.map((c: any) => c.exact);
    expect(await cited()).toEqual(['It has rained all night']);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await said(page, /^Undone/);
    expect((await cited()).toSorted()).toEqual(['It has rained all night', 'it must have rained']);
  });

  test('one more passage is chosen in the text', async () => {
    const page = await visit('');
    const dialog = await open(page, ids.rain!, 'Change what it cites');
    await dialog.getByRole('button', { name: 'Choose more words in the text' }).click();
    await page.waitForURL(/\/read\?/);
    await page.getByText('It has rained all night').first().waitFor();
    expect(page.url()).toContain(ids.rain);
  });

  test('who says a claim is changed in one step: another act, somebody new', async () => {
    const page = await visit('');
    const before = await revision();
    let dialog = await open(page, ids.rain!, 'Change who says it');
    await dialog.getByLabel('The diary').selectOption('DENIES');
    await dialog.getByRole('combobox', { name: 'Who says it' }).selectOption('new');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('The neighbour');
    await dialog.getByRole('combobox', { name: 'How' }).selectOption('SUPPOSES');
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await said(page, 'Who says it was changed');
    expect(await revision()).toBe(before + 1);
    const stances = async () =>
      (await element(ids.rain!, '... on Claim { commitments { act voice { name } } }')).commitments
        .map((c: any) => `${c.voice.name} ${c.act}`)
        .toSorted();
    expect(await stances()).toEqual(['The diary DENIES', 'The neighbour SUPPOSES']);
    dialog = await open(page, ids.rain!, 'Change who says it');
    await dialog.getByLabel('The neighbour').selectOption('NONE');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(stances).toEqual(['The diary DENIES']);
  });

  test('a question goes later in its row, to another row, to a new one, and out', async () => {
    const page = await visit('');
    const placed = async () => element(ids.when!, '... on Question { ordinal row { antecedent } }');
    let dialog = await open(page, ids.when!, 'Move');
    const later = dialog.getByRole('button', { name: 'Later' });
    await later.focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('Place 2 of 2').waitFor();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await said(page, 'The question was moved');
    await expect.poll(placed).toEqual({ ordinal: 2, row: { antecedent: 'the rain' } });
    expect(await element(ids.where!, '... on Question { ordinal }')).toEqual({ ordinal: 1 });

    dialog = await open(page, ids.when!, 'Move');
    await dialog.getByRole('radio', { name: 'in another row' }).check();
    await dialog.getByLabel('The row after').selectOption('the hose');
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await expect.poll(placed).toEqual({ ordinal: 2, row: { antecedent: 'the hose' } });

    dialog = await open(page, ids.when!, 'Move');
    await dialog.getByRole('radio', { name: 'in a new row' }).check();
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await dialog.getByText('Say what the questions of the row share.').waitFor();
    await dialog.getByLabel('What the questions of the row share').fill('the night');
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await expect.poll(placed).toEqual({ ordinal: 1, row: { antecedent: 'the night' } });

    dialog = await open(page, ids.when!, 'Move');
    await dialog.getByRole('radio', { name: 'in no row' }).check();
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await expect.poll(placed).toEqual({ ordinal: null, row: null });
  });

  test('a question is withdrawn, and asked again', async () => {
    const page = await visit('');
    const status = async () => (await element(ids.when!, '... on Question { status }')).status;
    let dialog = await open(page, ids.when!, 'Withdraw');
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(status).toBe('WITHDRAWN');
    dialog = await open(page, ids.when!, 'Ask again');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(status).toBe('OPEN');
  });

  test('a rebuttal is aimed elsewhere and a reason supports something else; both stay what they are', async () => {
    const page = await visit('');
    const attack = () => element(ids.attack!, '... on Rebuttal { kind target { id } against { id } premises { id } }');
    let dialog = await open(page, ids.attack!, 'Attack something else');
    await dialog.getByRole('radio', { name: /^the step/i }).check();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(attack).toEqual({
      kind: 'UNDERCUT',
      target: { id: ids.step },
      against: null,
      premises: [{ id: ids.hose }],
    });
    dialog = await open(page, ids.attack!, 'Attack something else');
    await dialog.getByRole('combobox').fill('snowed');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByText('This rebuttal denies the conclusion').waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(attack).toMatchObject({ kind: 'REBUT', target: { id: ids.snow } });

    dialog = await open(page, ids.step!, 'Support something else');
    expect(await dialog.getByRole('button', { name: 'Let it support that' }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox').fill('snowed');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Let it support that' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => element(ids.step!, '... on Inference { conclusion { id } }'))
      .toEqual({ conclusion: { id: ids.snow } });
  });

  test('the map goes back to an earlier revision: told before, done once, undone', async () => {
    const before = await revision();
    await change(ids.rain!, 'It has poured.');
    await server.ask('mutation ($m: ID!, $id: ID!) { deleteElement(input: {map: $m, ids: [$id]}) { revision } }', {
      m: map,
      id: ids.hose,
    });
    const page = await visit(`#/maps/${map}/history`);
    await page.getByRole('button', { name: new RegExp(`^Go back to it.*revision ${before}$`) }).click();
    const dialog = page.getByRole('dialog', { name: `Go back to revision ${before}` });
    await dialog.getByText(/claim.* added.*claim changed/).waitFor();
    await dialog.getByText('poured').first().waitFor();
    expect(await audit(page)).toEqual([]);
    // Somebody changes the map meanwhile: the dialog says what would change now, and it is done then.
    await change(ids.snow!, 'It has hailed.');
    await dialog.getByText('hailed').first().waitFor();
    await dialog.getByRole('button', { name: 'Make the map so' }).click();
    await said(page, `The map is as it was at revision ${before}`);
    expect((await element(ids.rain!, 'text')).text).toBe('It has rained.');
    expect((await element(ids.hose!, 'text')).text).toBe('Somebody used a hose.');
    expect(await element(ids.attack!, '... on Rebuttal { target { id } }')).toEqual({ target: { id: ids.rain } });
    expect(await revision()).toBe(before + 4);
    await page.getByRole('status').getByRole('button', { name: 'Undo', exact: true }).first().click();
    await said(page, /^Undone/);
    expect(await element(ids.hose!, 'text')).toBeNull();
  });

  test('after each dialog, cancelled or saved, the focus is at the element, never at the top of the page', async () => {
    const page = await visit('');
    const dialogs: [string, string[]][] = [
      ['rain', ['Support', 'Rebut', 'Ask', 'Edit', 'Remove', 'Change who says it', 'Change what it cites']],
      ['when', ['Answer', 'Move', 'Withdraw']],
      ['attack', ['Attack something else']],
      ['step', ['Support something else']],
    ];
    for (const [ref, actions] of dialogs) {
      for (const action of actions) {
        const dialog = await open(page, ids[ref]!, action);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        expect([action, await focused(page)]).toEqual([action, `button ${action.replaceAll(' ', '')}`]);
      }
    }
    const inside = () => page.evaluate(() => document.activeElement?.closest('[aria-labelledby]')?.textContent ?? '');
    let dialog = await open(page, ids.rain!, 'Support');
    await dialog.getByLabel('Reason').fill('Umbrellas are up.');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => !url.href.includes(ids.rain!));
    await expect.poll(inside).toMatch(/Umbrellas are up/);
    // What is removed leaves the focus, and the choice, to its neighbour.
    dialog = await open(page, ids.hose!, 'Remove');
    await dialog.getByText('This goes').waitFor();
    await page.keyboard.press('Control+Enter');
    await said(page, /removed$/);
    await page.waitForURL((url) => /element=/.test(url.href) && !url.href.includes(ids.hose!));
    await expect.poll(() => focused(page)).toMatch(/^section/);
    // A dialog of the head of the page.
    for (const name of ['Add a claim', 'About this map', 'Export']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await focused(page)).toBe(`button ${name.replaceAll(' ', '')}`);
    }
  });

  test('what is deleted while a form on it is open is told, and what was typed is there to copy', async () => {
    const page = await visit('');
    const dialog = await open(page, ids.snow!, 'Edit');
    await dialog.getByLabel('What is claimed').fill('It has snowed a lot.');
    await server.ask('mutation ($m: ID!, $id: ID!) { deleteElement(input: {map: $m, ids: [$id]}) { revision } }', {
      m: map,
      id: ids.snow,
    });
    await dialog.getByText(/removed by somebody else a moment ago/).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('dialog', { name: 'Changed by somebody else meanwhile' });
    await conflict.getByText(/Somebody removed this while/).waitFor();
    await conflict.getByText(/a lot/).first().waitFor();
    expect(await audit(page)).toEqual([]);
    await conflict.getByRole('button', { name: 'Back to what I typed' }).click();
    expect(await dialog.getByLabel('What is claimed').inputValue()).toBe('It has snowed a lot.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).not.toBe('the page');
  });

  test('what others have built upon is not taken back under them', async () => {
    const page = await visit(`#/maps/${map}/tree`);
    await page.getByRole('button', { name: 'Add a claim' }).click();
    await page.getByLabel('What is claimed').fill('It is winter.');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/element=/);
    const id = new URLSearchParams(page.url().split('?')[1]).get('element')!;
    await server.ask(
      'mutation ($m: ID!, $id: ID!) { addInference(input: {map: $m, inference: {premises: [{new: {text: "It is cold."}}], conclusion: $id}}) { revision } }',
      { m: map, id },
    );
    const before = await revision();
    await page.keyboard.press('Control+z');
    await page.getByText('Later changes build on this one; those have to be undone first.').waitFor();
    expect(await revision()).toBe(before);
    expect((await element(id, 'text')).text).toBe('It is winter.');
  });

  test('an undo whose answer is lost is sent again and done once', async () => {
    const page = await visit('');
    const dialog = await open(page, ids.snow!, 'Edit');
    await dialog.getByLabel('What is claimed').fill('It has snowed a lot.');
    await page.keyboard.press('Control+Enter');
    await said(page, /^Changed/);
    const before = await revision();
    await page.route('**/graphql', async (route) => {
      if (!/mutation TakeBack/.test(route.request().postData() ?? '')) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.keyboard.press('Control+z');
    const again = page.getByRole('button', { name: 'Try again', exact: true }).first();
    await again.waitFor();
    await page.unroute('**/graphql');
    await again.click();
    await said(page, /^Undone: Changed/);
    expect(await revision()).toBe(before + 1);
    expect((await element(ids.snow!, 'text')).text).toBe('It has snowed.');
  });

  test('a save that takes long says so and is sent once; what is too large is told', async () => {
    const page = await visit(`#/maps/${map}/tree`);
    let sent = 0;
    let go = () => {};
    const gate = new Promise<void>((open) => (go = open));
    await page.route('**/graphql', async (route) => {
      if (/mutation Apply/.test(route.request().postData() ?? '')) {
        sent++;
        await gate;
      }
      return route.continue();
    });
    await page.getByRole('button', { name: 'Add a claim' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is claimed').fill('Slow, and sure.');
    await page.keyboard.press('Control+Enter');
    const button = dialog.getByRole('button', { name: 'Sending…' });
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.keyboard.press('Control+Enter');
    go();
    await said(page, /^Claim added/);
    expect(sent).toBe(1);
    await page.getByRole('button', { name: 'Add a claim' }).click();
    await dialog.getByLabel('What is claimed').fill('rain '.repeat(4_500));
    await page.keyboard.press('Control+Enter');
    await dialog
      .getByText(/at most/i)
      .first()
      .waitFor();
    expect((await dialog.getByLabel('What is claimed').inputValue()).length).toBe(22_500);
  });
});

describe.each(stores)('behind a token, on %s', (store) => {
  const { server, visit } = stage(store, 'a-token-of-sixteen-letters-and-more');

  test('a save that meets the wrong token keeps what was typed and goes on with the right one', async () => {
    const { createMap } = await server.ask('mutation { createMap(input: {title: "Locked"}) { map { id } } }');
    const page = await visit(`#/maps/${createMap.map.id}/tree`);
    const bring = async () => {
      await page.getByLabel(/asks for a token/).fill(server.token);
      await page.keyboard.press('Enter');
    };
    await bring();
    await page.getByText('● live').waitFor();
    // The token is another one from now on, as far as this page can tell.
    await page.route('**/graphql', (route) =>
      /mutation Apply/.test(route.request().postData() ?? '')
        ? route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer another' } })
        : route.continue(),
    );
    await page.getByRole('button', { name: 'Add a claim' }).click();
    await page.getByLabel('What is claimed').fill('Kept behind the door.');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel(/asks for a token/).waitFor();
    await page.unroute('**/graphql');
    await bring();
    await said(page, /^Claim added: “Kept behind the door/);
    const { map } = await server.ask('query ($m: ID!) { map(id: $m) { claims { nodes { text } } } }', {
      m: createMap.map.id,
    });
    expect(map.claims.nodes).toEqual([{ text: 'Kept behind the door.' }]);
  });
});
