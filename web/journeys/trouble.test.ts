// What goes wrong on the way: parts of the page that do not come, a server that goes while a dialog is open, links to
// what is not there.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, speech, stage, stores } from './kit';
import { bringText, mapOf, quote } from './texts';

endBrowser();

const nowhere = '00000000-0000-4000-8000-000000000000';
const gone = (page: Page) => page.getByText('The server does not answer.');

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('a view whose script did not come says so, and comes when it is asked for again', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/read`);
    await page.getByText(/● live/).waitFor();
    await server.stop();
    const views = page.getByRole('navigation', { name: 'Views of this map' });
    await views.getByRole('link', { name: 'Tree' }).click();
    const told = page.getByRole('alert').filter({ hasText: 'This part of the page could not be loaded.' });
    await told.waitFor();
    await gone(page).waitFor();
    expect(await audit(page)).toEqual([]);
    await told.getByRole('button', { name: 'Try again' }).click();
    await told.getByText('The server still does not answer.').waitFor();
    // What came before is there still.
    await views.getByRole('link', { name: 'Read' }).click();
    await page.getByRole('treeitem').first().waitFor();
    await views.getByRole('link', { name: 'Tree' }).click();
    await told.waitFor();
    await server.start();
    // By itself, since the bar says so; with its styles, which a second try on the same page would do without.
    await page.getByRole('searchbox', { name: 'Search the map' }).waitFor({ timeout: 60_000 });
    expect(
      await page
        .getByRole('treeitem')
        .first()
        .evaluate((row) => getComputedStyle(row).position),
    ).toBe('absolute');
    expect(await told.count()).toBe(0);
  });

  test('a script that is gone from a server that answers is asked for by a button', async () => {
    const page = await visit('');
    await page
      .getByRole('link', { name: new RegExp(`^${speech}`) })
      .first()
      .waitFor();
    await page.route(/\/explorer\/NewMap-.*\.js$/, (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: 'New map' }).click();
    const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
    await again.waitFor();
    expect(await gone(page).count()).toBe(0);
    await page.unroute(/NewMap/);
    await page.unrouteAll();
    await again.click();
    await page
      .getByRole('link', { name: new RegExp(`^${speech}`) })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'New map' }).click();
    await page.getByRole('dialog', { name: 'New map' }).waitFor();
  });

  test('an open dialog says that the server is gone, and keeps what was typed', async () => {
    const page = await visit('');
    await page.getByRole('button', { name: 'New map' }).click();
    const dialog = page.getByRole('dialog', { name: 'New map' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Typed while it went');
    await server.stop();
    await dialog.getByRole('button', { name: 'Make the map' }).click();
    // By role: what is inert has none.
    await dialog.getByRole('status').getByText('The server does not answer.').waitFor();
    expect(await audit(page)).toEqual([]);
    await server.start();
    await gone(page).first().waitFor({ state: 'detached', timeout: 60_000 });
    expect(await dialog.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Typed while it went');
    await dialog.getByRole('button', { name: 'Make the map' }).click();
    await page.getByRole('heading', { name: 'Typed while it went', level: 1 }).waitFor();
  });

  test('a link to an unknown text, element or paragraph says what is not there and offers what is', async () => {
    const text = await bringText(server, `Of kettles ${store}`, 'Water boils.\n\nTea follows.');
    const { map, ids } = await mapOf(server, 'Of kettles', [
      { addClaim: { ref: 'c', text: 'Water boils.', citations: [quote(text, 1, 'Water boils')] } },
    ]);
    const page = await visit(`#/maps/${map}/read?source=${nowhere}&element=${ids.c}`);
    const shown = page.getByRole('region', { name: 'Text', exact: true });
    await shown.getByRole('alert').getByText('There is no such text.').waitFor();
    await expect
      .poll(() => shown.getByRole('combobox', { name: 'Text' }).locator('option').allTextContents())
      .toEqual(['A text that is not here', `Of kettles ${store}`]);
    expect(await audit(page)).toEqual([]);
    await shown.getByRole('button', { name: `Of kettles ${store}` }).click();
    await shown.getByText('Tea follows.').waitFor();

    await page.goto(`${server.address}/#/maps/${map}/read?element=${nowhere}`);
    const details = page.getByRole('region', { name: 'The chosen element' });
    await details
      .getByRole('alert')
      .getByText(/^There is no such element in this map/)
      .waitFor();
    await shown.getByText('Tea follows.').waitFor();
    expect(await shown.getByText('It cites no text.').count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await details.getByRole('button', { name: 'Choose nothing' }).click();
    await page.waitForURL((url) => !url.hash.includes('element='));

    await page.goto(`${server.address}/#/sources/${text.id}?paragraph=${nowhere}`);
    await page.getByRole('alert').getByText('The paragraph that this link names is not in this text.').waitFor();
  });

  test('on a slow server nothing is said to be empty before it is known', async () => {
    const map = await server.map(debate);
    const page = await visit('#/questions');
    await page.getByText(/without an answer/).waitFor();
    const empty: string[] = [];
    await page.exposeFunction('seen', (words: string) => empty.push(words));
    await page.route('**/graphql', async (route) => {
      await new Promise((wake) => setTimeout(wake, 700));
      await route.continue().catch(() => {});
    });
    await page.evaluate(() => {
      const told =
        /\b(no text yet|Nothing is in this map|nothing in this map|There is no (map|text) yet|No line passes|has an answer|Nothing was changed|cites no text|No map cites)/i;
      new MutationObserver(() => {
        const words = document.querySelector('main')?.textContent?.match(told)?.[0];
        if (words) (window as any).seen(words);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    const views: [string, (p: Page) => Promise<unknown>][] = [
      ['', (p) => p.getByRole('region', { name: 'Recent changes' }).getByRole('listitem').first().waitFor()],
      [`#/maps/${map}/read`, (p) => p.getByRole('treeitem').first().waitFor()],
      [`#/maps/${map}/questions`, (p) => p.getByText(/without an answer/).waitFor()],
      [`#/maps/${map}/tree`, (p) => p.getByRole('treeitem').first().waitFor()],
    ];
    for (const [hash, there] of views) {
      await page.evaluate((to) => (location.hash = to), hash);
      await there(page);
    }
    expect(empty).toEqual([]);
  });
});
