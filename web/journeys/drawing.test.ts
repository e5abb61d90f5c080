import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { audit, debate, endBrowser, stage, stores } from './kit';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);
  const open = async (title = debate, options = {}, extra = '') => {
    const page = await visit(`#/maps/${await server.map(title)}/map${extra}`, options);
    await page.getByRole('treeitem').first().waitFor();
    return page;
  };

  test('the map is a drawing in which keys lead along the tree', async () => {
    const page = await open();
    const tree = page.getByRole('tree', { name: /^Drawing of May others/ });
    await tree.focus();
    await tree.press('ArrowDown');
    expect(await active(page)).toMatch(/^supports, Linked: without either premise/);
    await tree.press('ArrowDown');
    expect(await active(page)).toMatch(/^because, A state that abuses/);
    await tree.press('ArrowRight');
    expect(await active(page)).toMatch(/^because, Where a veto blocks/);
    await tree.press('ArrowUp');
    expect(await active(page)).toMatch(/^supports/);
    // What is walked over is chosen, and shown beside the drawing.
    await page.getByRole('region', { name: 'The chosen element' }).getByText('Linked: without either').waitFor();
    await tree.press('Home');
    expect(await active(page)).toMatch(/^Claim, Other states may intervene/);
    expect(await audit(page)).toEqual([]);
  });

  test('a branch that is folded leaves its card where it was', async () => {
    const page = await open();
    const tree = page.getByRole('tree');
    const root = page.getByRole('treeitem', { name: /^Claim, Other states/ });
    await tree.focus();
    const before = (await root.boundingBox())!;
    await tree.press('Enter');
    await page.getByRole('treeitem', { name: /^supports, Linked/ }).waitFor({ state: 'detached' });
    expect(await root.getAttribute('aria-expanded')).toBe('false');
    const after = (await root.boundingBox())!;
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 0), expect.closeTo(before.y, 0)]);
    await tree.press('Enter');
    await page.getByRole('treeitem', { name: /^supports, Linked/ }).waitFor();
  });
});

/** The name of the card on which a screen reader stands. */
async function active(page: Page): Promise<string> {
  const id = await page.getByRole('tree').getAttribute('aria-activedescendant');
  return (await page.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '';
}
