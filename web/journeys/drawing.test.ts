import { readFileSync } from 'node:fs';
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

  test('hands and keys move and zoom the plane, and the overview leads', async () => {
    const page = await open();
    const root = page.getByRole('treeitem', { name: /^Claim, Other states/ });
    const tree = page.getByRole('tree');
    const before = (await root.boundingBox())!;
    await page.mouse.move(300, 600);
    await page.mouse.down();
    await page.mouse.move(360, 630, { steps: 4 });
    await page.mouse.up();
    const dragged = (await root.boundingBox())!;
    expect([dragged.x - before.x, dragged.y - before.y]).toEqual([expect.closeTo(60, 0), expect.closeTo(30, 0)]);
    // A drag is no click: nothing was chosen.
    expect(page.url()).not.toContain('element=');
    await tree.focus();
    await tree.press('Shift+ArrowLeft');
    expect(Math.round(((await root.boundingBox())!.x - dragged.x) / 10)).toBe(8);
    await tree.press('+');
    expect((await root.boundingBox())!.width / before.width).toBeCloseTo(1.25, 1);
    await page.getByRole('button', { name: 'Fit' }).click();
    const small = (await root.boundingBox())!;
    expect(small.width).toBeLessThan(before.width);
    const overview = page.getByRole('button', { name: /^Overview/ });
    await overview.focus();
    await overview.press('ArrowLeft');
    expect(Math.round(((await root.boundingBox())!.x - small.x) / 10)).toBe(8);
  });

  test('the whole map is saved as SVG, with every word of it, and as PNG', async () => {
    const page = await open();
    const saved = async (name: string) => {
      await page.getByText('Picture', { exact: true }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    // Folded branches are in it all the same.
    await page.getByRole('button', { name: 'Fold all' }).click();
    const svg = await saved('Save as SVG');
    expect(svg.name).toMatch(/^May-others-step-in.*\.svg$/);
    const { map } = await server.ask(
      `{ map(id: "${await server.map(debate)}") { tree { rows { element { text } } } } }`,
    );
    // Read where the page's policy does not reach.
    const elsewhere = await page.context().newPage();
    const { said, wrong } = await elsewhere.evaluate((source) => {
      const file = new DOMParser().parseFromString(source, 'image/svg+xml');
      const texts = [...file.querySelectorAll('text.words')].map((t) => t.textContent);
      return { said: texts.join(' '), wrong: file.querySelectorAll('parsererror, script').length };
    }, svg.bytes.toString());
    expect(wrong).toBe(0);
    for (const { element } of map.tree.rows) expect(said).toContain(element.text.replace(/\s+/g, ' '));
    const png = await saved('Save as PNG');
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    const [, width, height] = svg.bytes
      .toString()
      .match(/<svg[^>]* width="(\d+)" height="(\d+)"/)!
      .map(Number);
    expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([2 * width!, 2 * height!]);
  });

  test('the whole map is printed, a sheet to a page', async () => {
    const page = await open();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(5);
    // The sheets are gone again when it is printed.
    expect(await page.getByText(/sheet 1 of/).count()).toBe(0);
  });

  test('the drawing is whole on a phone, in the dark and with forced colours', async () => {
    for (const options of [
      { viewport: { width: 390, height: 844 } },
      { colorScheme: 'dark' },
      { forcedColors: 'active' },
    ] as const) {
      const page = await open(debate, options);
      expect(await audit(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
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
