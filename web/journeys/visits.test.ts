// Visits that begin badly: without the token, by an address of what is not there, to a server that is gone; and
// texts that would be more than text.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, stage, stores } from './kit';
import { bringText, mapOf, quote } from './texts';

endBrowser();

const nowhere = '00000000-0000-4000-8000-000000000000';
const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script> \u202Eback\u202C';

const alert = (page: Page, words: string) => page.getByRole('alert').getByText(words, { exact: true }).waitFor();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('an address of what is not there says so, and leads on', async () => {
    const page = await visit(`#/maps/${nowhere}/read`);
    await alert(page, 'There is no such map.');
    expect(await page.getByRole('button', { name: 'Add a claim' }).count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'All maps' }).click();
    await page.getByRole('heading', { name: /^Maps/, level: 2 }).waitFor();

    await page.goto(`${server.address}/#/maps/${await server.map(debate)}/tree?revision=99999`);
    await page
      .getByRole('alert')
      .getByText(/^The map has no revision 99999 yet.*\.$/)
      .waitFor();
    await page.getByRole('button', { name: 'Show the map as it is now' }).click();
    await page.getByRole('treeitem').first().waitFor();

    await page.goto(`${server.address}/#/sources/${nowhere}`);
    await alert(page, 'There is no such text.');
    await page.getByRole('link', { name: 'All texts' }).waitFor();
  });

  test('a page that was opened while the server was gone fills by itself when it is back', async () => {
    const page = await visit('');
    await page
      .getByRole('link', { name: /^May others step in/ })
      .first()
      .click();
    await page.getByText(/● live/).waitFor();
    await server.stop();
    await page.getByRole('link', { name: 'argmap' }).click();
    await page.getByRole('status').getByText('The server does not answer.').waitFor();
    await server.start();
    await page
      .getByRole('link', { name: /^May others step in/ })
      .first()
      .waitFor({ timeout: 30_000 });
    expect(await page.getByText('The server does not answer.').count()).toBe(0);
  });

  test('what would be markup or a script is text in every view', async () => {
    const text = await bringText(server, evil, `${evil} says one.`);
    const { map } = await mapOf(server, evil, [
      { addClaim: { ref: 'claim', text: `${evil} holds`, citations: [quote(text, 1, 'says one')] } },
      { raiseQuestion: { text: `${evil}?`, asksAbout: [{ element: 'claim' }] } },
    ]);
    const page = await visit('');
    for (const view of ['read', 'tree', 'map', 'questions', 'history']) {
      await page.goto(`${server.address}/#/maps/${map}/${view}`);
      await page.getByRole('heading', { name: evil.slice(0, 20), level: 1 }).waitFor();
      await page.getByRole('main').getByText('onerror').nth(1).waitFor();
      expect(await page.locator('#app img:not([alt=""]), #app script').count()).toBe(0);
      expect(await page.title()).toContain('onerror');
    }
  });

  test('what the page says beside a text from right to left runs its own way', async () => {
    const text = await bringText(server, 'خطاب', 'الدولة تحمي الناس.', 'ar');
    const { map } = await mapOf(server, 'هل يجوز التدخل؟', [
      { addClaim: { text: 'الدولة تحمي الناس.', citations: [quote(text, 1, 'الدولة')] } },
    ]);
    const page = await visit(`#/maps/${map}/read`);
    const count = page.getByText('1 element', { exact: true });
    await count.waitFor();
    expect(await count.evaluate((e) => getComputedStyle(e).direction)).toBe('ltr');
    expect(await page.locator('p[data-paragraph]').evaluate((e) => getComputedStyle(e).direction)).toBe('rtl');
    expect(await audit(page)).toEqual([]);
  });
});

describe.each(stores)('with a token, on %s', (store) => {
  const token = 'a-token-of-more-than-thirty-two-bytes';
  const { server, visit } = stage(store, token);

  test('a wrong token is told from none, and with the right one all goes on, also by itself', async () => {
    const map = await server.map(debate);
    const page = await visit(`#/maps/${map}/tree`);
    const field = page.getByLabel('This server asks for a token.');
    await field.waitFor();
    expect(await page.getByText('That is not the token').count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await field.fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the token of this server.').waitFor();
    await field.fill(token);
    await page.keyboard.press('Enter');
    await page.getByText(/● live/).waitFor();

    await server.ask('mutation($i: UpdateMapInput!) { updateMap(input: $i) { revision } }', {
      i: { map, title: 'Told by a subscription' },
    });
    await page.getByRole('heading', { name: 'Told by a subscription' }).waitFor();

    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Download|Export|Save/ })
      .click();
    expect((await download).suggestedFilename()).toMatch(/\.\w+$/);
  });
});
