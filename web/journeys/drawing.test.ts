import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { audit, debate, endBrowser, stage, stores } from './kit';
import { largeMap } from './large';
import { mapOf } from './texts';

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

  test('in a large map the picture is moved as a whole, and few cards are on the page', async () => {
    const map = await largeMap(server, 'A large map', 2_000);
    const page = await visit(`#/maps/${map}/map`);
    const items = page.getByRole('treeitem');
    await items.first().waitFor();
    for (const zoom of [0, 3, 4]) {
      for (let i = 0; i < zoom; i++) await page.getByRole('button', { name: 'Smaller' }).click();
      // The picture is drawn anew in peace; then a hundred small steps follow, there and back.
      await page.waitForFunction(
        () => !/scale\(/.test(document.querySelector<SVGElement>('[role=tree] svg')!.style.transform),
      );
      const { moves, others } = await moveAbout(page);
      expect(moves).toBeGreaterThan(20);
      // Cards come and go only where the reader leaves what is on the page around the screen.
      expect(others).toBeLessThanOrEqual(2);
      expect(await items.count()).toBeLessThanOrEqual(401);
      expect(await page.getByRole('tree').locator('svg *').count()).toBeLessThan(6_000);
    }
  });

  test('the drawing follows the map after the reader was in another view', async () => {
    const { map } = await mapOf(server, 'Left and found again', [
      { addClaim: { ref: 'a', text: 'It was here first.' } },
    ]);
    const page = await visit(`#/maps/${map}/map`);
    await page.getByRole('treeitem', { name: /It was here first/ }).waitFor();
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('tree').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.getByRole('treeitem', { name: /It was here first/ }).waitFor();
    await server.ask('mutation($i: ApplyChangesInput!) { applyChanges(input: $i) { revision } }', {
      i: { map, operations: [{ addClaim: { ref: 'b', text: 'It came when nobody looked.' } }] },
    });
    await page.getByRole('treeitem', { name: /It came when nobody looked/ }).waitFor();
  });

  test('a map in a language that runs from right to left is mirrored, with its keys and its picture', async () => {
    const { map } = await mapOf(server, 'מותר להתערב', [
      { addClaim: { ref: 'a', text: 'למדינות אחרות מותר להתערב.' } },
      { addInference: { premises: [{ new: { ref: 'b', text: 'הריבונות היא גם אחריות.' } }], conclusion: 'a' } },
      { addInference: { premises: [{ new: { ref: 'c', text: 'אי אפשר לחכות לווטו.' } }], conclusion: 'a' } },
    ]);
    const page = await visit(`#/maps/${map}/map`);
    const tree = page.getByRole('tree');
    const [first, second] = [
      page.getByRole('treeitem', { name: /הריבונות/ }),
      page.getByRole('treeitem', { name: /לווטו/ }),
    ];
    await first.waitFor();
    expect((await first.boundingBox())!.x).toBeGreaterThan((await second.boundingBox())!.x);
    await tree.focus();
    await tree.press('ArrowDown');
    expect(await active(page)).toContain('הריבונות');
    await tree.press('ArrowLeft');
    expect(await active(page)).toContain('לווטו');
    await page.getByText('Picture', { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as SVG' }).click(),
    ]);
    const picture = readFileSync(await download.path()).toString();
    const across = (words: string) =>
      Number(
        picture
          .slice(0, picture.indexOf(words))
          .match(/<g class="support" transform="translate\((-?\d+) /g)!
          .at(-1)!
          .match(/-?\d+/)![0],
      );
    expect(across('הריבונות')).toBeGreaterThan(across('לווטו'));
    expect(await audit(page)).toEqual([]);
  });
});

/** Moves the plane by a hundred small steps: in how many the picture was moved, and in how many anything else written. */
function moveAbout(page: Page): Promise<{ moves: number; others: number }> {
  return page.evaluate(async () => {
    const steps = { moves: 0, others: 0 };
    const plane = document.querySelector('[role=tree]')!;
    const seen = new MutationObserver((records) => {
      const moves = records.filter((r) => r.attributeName === 'style' && /^(svg|span)$/i.test(r.target.nodeName));
      steps[moves.length === records.length ? 'moves' : 'others'] += 1;
    });
    seen.observe(plane.parentElement!, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let i = 0; i < 100; i++) {
      const step = i < 50 ? 4 : -4;
      plane.dispatchEvent(new WheelEvent('wheel', { deltaX: step, deltaY: step, bubbles: true, cancelable: true }));
      await new Promise((next) => requestAnimationFrame(next));
    }
    seen.disconnect();
    return steps;
  });
}

/** The name of the card on which a screen reader stands. */
async function active(page: Page): Promise<string> {
  const id = await page.getByRole('tree').getAttribute('aria-activedescendant');
  return (await page.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '';
}
