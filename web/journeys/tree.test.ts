// The tree by keyboard, by its filters, live, and with ten thousand elements.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, speech, stage, stores, type Server } from './kit';
import { largeMap } from './large';

endBrowser();

const rows = (page: Page) => page.getByRole('treeitem');
const row = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name });
const focused = (page: Page) => page.locator('[role=treeitem]:focus');
const chosen = (page: Page) => page.getByRole('treeitem', { selected: true });

/** Where the tree lies under the reader's eye: how far each drawn row is from the top of the page. */
async function top(locator: Locator): Promise<number> {
  return (await locator.boundingBox())!.y;
}

/** Waits until the page was painted twice: what was to move has moved. */
function painted(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function openTree(page: Page): Promise<void> {
  await rows(page).first().waitFor();
  await page.getByText(/live · revision/).waitFor();
  await page.getByRole('searchbox', { name: 'Search the map' }).focus();
}

/** Goes by Tab from the search field to the tree. */
async function intoTree(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close all' }).focus();
  for (let i = 0; i < 20 && !(await focused(page).count()); i++) await page.keyboard.press('Tab');
}

async function change(server: Server, map: string, operations: unknown[]): Promise<void> {
  const mutation = 'mutation($input: ApplyChangesInput!) { applyChanges(input: $input) { ids { ref id } } }';
  await server.ask(mutation, { input: { map, operations } });
}

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('each key of the tree pattern does what the pattern says', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/tree`);
    await openTree(page);
    await intoTree(page);
    const says = async (name: RegExp) => expect(await focused(page).innerText()).toMatch(name);
    const press = (key: string) => page.keyboard.press(key);
    await says(/^Other states may intervene/m);
    expect(await page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);

    await press('ArrowDown');
    await says(/^Linked: without either/m);
    await press('ArrowUp');
    await says(/^Other states may intervene/m);
    await press('End');
    await says(/Neighbouring states bear/);
    await press('Home');
    await says(/^Other states may intervene/m);
    expect(await chosen(page).count(), 'the focus moves and chooses nothing').toBe(0);

    await press('ArrowLeft');
    await expectOpen(page, false);
    await press('ArrowRight');
    await expectOpen(page, true);
    await press('ArrowRight');
    await says(/^Linked: without either/m);
    await press('ArrowRight');
    await press('ArrowRight');
    await says(/^Denies a reason/m);
    await press('ArrowLeft');
    await press('ArrowLeft');
    await says(/^A state that abuses/m);
    await press('ArrowLeft');
    await press('ArrowLeft');
    await says(/^Linked: without either/m);

    await press('Home');
    await page.keyboard.type('prev');
    await says(/^Prevention should come/m);
    await press('Enter');
    await page.waitForURL(/element=/);
    expect(await chosen(page).innerText()).toMatch(/Prevention should come/);
    await press('ArrowDown');
    expect(await chosen(page).innerText(), 'what is chosen stays so').toMatch(/Prevention should come/);
    await press(' ');
    await page.getByRole('treeitem', { selected: true, name: /Shares its premise/ }).waitFor();

    await press('Home');
    await page.getByRole('button', { name: 'Close all' }).click();
    await intoTree(page);
    const before = await rows(page).count();
    await press('*');
    await row(page, /Linked: without either/).waitFor();
    expect(await rows(page).count()).toBeGreaterThan(before);
    await says(/^Other states may intervene/m);
    expect(await page.getByRole('treeitem', { level: 1, expanded: false }).count()).toBe(0);
  });

  async function expectOpen(page: Page, open: boolean) {
    expect(await focused(page).getAttribute('aria-expanded')).toBe(String(open));
  }

  test('rows say what they are in words, and lead to where an element stands first', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/tree`);
    await openTree(page);
    await row(page, /^supports.*not accepted.*Linked: without either/s).waitFor();
    await row(page, /^denies a reason.*accepted.*Denies a reason/s).waitFor();
    await row(page, /^because.*Sovereignty belongs/s).waitFor();
    await intoTree(page);
    await page.keyboard.type('by w');
    await row(page, /^asks.*By what criteria.*In full: By what criteria/s).waitFor();
    await page.keyboard.press('End');
    expect(await focused(page).innerText()).toMatch(/again: see/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/element=/);
    await expect.poll(() => focused(page).innerText()).toMatch(/Neighbouring states bear/);
    expect(await focused(page).innerText()).not.toMatch(/again: see/);
    const path = page.getByRole('navigation', { name: 'Path to the root' });
    await path.getByRole('button', { name: /^An intervention should take place/ }).click();
    expect(await path.getByRole('listitem').count()).toBe(3);
    await page.getByRole('treeitem', { selected: true, name: /^answers.*An intervention should/s }).waitFor();
  });

  test('filters keep what passes, and the way to it', async () => {
    const map = await server.map(speech);
    const page = await visit(`#/maps/${map}/tree`);
    await openTree(page);
    await page.getByRole('button', { name: 'Open questions' }).click();
    await page.getByText(/lines? pass(es)? the filter/).waitFor();
    const { map: found } = await server.ask(
      `query($m: ID!) { map(id: $m) {
        open: tree(filter: { openQuestions: true }) { rows { context element { id } } }
        attacked: tree(filter: { attacked: true }) { rows { context element { text } } }
        paragraphs: sources(first: 1) { nodes { paragraphs(first: 200) { nodes { id ordinal citations(first: 1, map: $m) { totalCount } } } } }
      } }`,
      { m: map },
    );
    const open = found.open.rows.filter((r: { context: boolean }) => !r.context).length;
    await page.getByText(`${open} lines pass the filter.`).waitFor();
    await page.getByRole('button', { name: 'Open questions' }).click();
    await page.getByRole('button', { name: 'Attacked' }).click();
    const attacked = found.attacked.rows.filter((r: { context: boolean }) => !r.context).length;
    await page.getByText(`${attacked} lines pass the filter.`).waitFor();
    await page.getByRole('button', { name: 'Show all lines' }).click();

    await page.getByRole('button', { name: 'More' }).click();
    const said = page.getByRole('combobox', { name: 'Said in' });
    const cited = found.paragraphs.nodes[0].paragraphs.nodes.find(
      (p: { citations: { totalCount: number } }) => p.citations.totalCount > 0,
    );
    await expect.poll(() => said.getByRole('option').count()).toBeGreaterThan(1);
    await said.selectOption(cited.id);
    await page.getByText(/lines? pass(es)? the filter/).waitFor();
    const { map: part } = await server.ask(
      `query($m: ID!, $p: ID!) { map(id: $m) { tree(filter: { paragraph: $p }) { rows { context element { id text } } } } }`,
      { m: map, p: cited.id },
    );
    const first = part.tree.rows.find(
      (r: { context: boolean; element: { text: string } }) => !r.context && r.element.text,
    );
    await row(page, first.element.text).first().waitFor();
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all lines' }).click();
    await page.getByRole('combobox', { name: 'Evaluation says' }).selectOption('OUT');
    await expect.poll(() => row(page, /not accepted/).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Show all lines' }).click();
    await row(page, /accepted/)
      .first()
      .click();
    await page.getByRole('checkbox', { name: 'Show strengths on every line' }).check();
    await row(page, /strength \d\.\d\d/)
      .first()
      .waitFor();
  });

  test('a search goes from hit to hit, and opens what hides one', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/tree`);
    await openTree(page);
    await page.getByRole('button', { name: 'Close all' }).click();
    const search = page.getByRole('searchbox', { name: 'Search the map' });
    await search.fill('INQUIRY');
    await page.getByText('2 hits').waitFor();
    await search.press('Enter');
    await page.getByText('1 of 2').waitFor();
    const hit = row(page, /An independent inquiry/);
    expect(await hit.locator('mark').innerText()).toBe('inquiry');
    await search.press('Enter');
    await page.getByText('2 of 2').waitFor();
    await row(page, /Who would lead such an inquiry/).waitFor();
    await search.press('Shift+Enter');
    await page.getByText('1 of 2').waitFor();
    await search.press('Escape');
    expect(await search.inputValue()).toBe('');
    expect(await page.locator('mark').count()).toBe(0);
  });

  test('the view narrows to one line and its neighbours, and Escape widens it', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/tree`);
    await openTree(page);
    const all = await rows(page).count();
    await row(page, /A state that abuses its own population forfeits/).click();
    await page.getByRole('button', { name: 'Focus' }).click();
    await page.getByText('Only one line and its neighbours').waitFor();
    const shown = await rows(page).allInnerTexts();
    expect(shown.map((t) => t.split('\n').at(-1)).slice(0, 3)).toEqual([
      expect.stringMatching(/^Other states may/),
      expect.stringMatching(/^Linked/),
      expect.stringMatching(/^A state that abuses/),
    ]);
    expect(shown.length).toBeLessThan(all);
    await row(page, /Where a veto blocks/).waitFor();
    expect(await row(page, /Prevention should come/).count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => rows(page).count()).toBe(all);
  });

  test('changes of others arrive in place, and take nothing from the reader', async () => {
    const map = await server.map(debate);
    const page = await visit(`#/maps/${map}/tree`);
    await openTree(page);
    await row(page, /Does intervention without approval strengthen/)
      .locator('svg')
      .click();
    expect(await row(page, /Does intervention without/).getAttribute('aria-expanded')).toBe('false');
    const here = row(page, /Under whose auspices/);
    await here.focus();
    const { map: found } = await server.ask(
      `query($m: ID!) { map(id: $m) { elements(first: 100) { nodes { __typename id text } } } }`,
      { m: map },
    );
    const id = (text: string) => found.elements.nodes.find((e: { text: string }) => e.text.startsWith(text)).id;
    await change(server, map, [
      { updateElement: { id: id('Sovereignty belongs'), text: 'Sovereignty belongs to each people.' } },
      {
        addInference: {
          premises: [{ new: { text: 'Vetoes are cast for reasons of trade.' } }],
          conclusion: id('Where a veto'),
        },
      },
    ]);
    await row(page, /just changed.*Sovereignty belongs to each people/s).waitFor();
    await row(page, /^supports.*Vetoes are cast/s).waitFor();
    expect(await focused(page).innerText()).toMatch(/Under whose auspices/);
    expect(await row(page, /Does intervention without/).getAttribute('aria-expanded')).toBe('false');

    await row(page, /Vetoes are cast/).focus();
    await change(server, map, [{ deleteElement: id('Where a veto') }]);
    await expect.poll(() => row(page, /Vetoes are cast/).count()).toBe(0);
    // The keyboard is on the row that took the place of the one that went.
    await expect.poll(() => focused(page).count()).toBe(1);
  });

  describe('with ten thousand elements', () => {
    let map = '';
    const large = async () => (map ||= await largeMap(server, 'Ten thousand', 10_000));

    test('it opens within a second, draws only what is in view and asks three times', async () => {
      await large();
      const page = await visit('');
      await page.getByRole('link', { name: 'argmap' }).waitFor();
      const asked: string[] = [];
      page.on('request', (r) => r.method() === 'POST' && asked.push(r.postData()?.match(/query (\w+)/)?.[1] ?? ''));
      const times = await page.evaluate(async (hash) => {
        const start = performance.now();
        const seen = (what: () => unknown) =>
          new Promise<number>((done) => {
            const look = () => (what() ? done(performance.now() - start) : requestAnimationFrame(look));
            look();
          });
        location.hash = hash;
        const first = seen(() => document.querySelector('[role=treeitem]'));
        const size = () => Number(document.querySelector('[role=treeitem]')?.getAttribute('aria-setsize'));
        const few = await first.then(size);
        return { first: await first, whole: await seen(() => size() > few) };
      }, `#/maps/${map}/tree`);
      console.log(
        `10,000 elements on ${store}: ${times.first.toFixed(0)} ms to the first row, ${times.whole.toFixed(0)} ms to all`,
      );
      expect(asked.filter((name) => name === 'MapTree')).toHaveLength(2);
      expect(asked.filter(Boolean).length).toBeLessThanOrEqual(4);
      expect(await rows(page).count()).toBeLessThan(60);
      expect(times.first).toBeLessThan(5_000);
      const { map: whole } = await server.ask(
        'query($m: ID!) { map(id: $m) { elements { totalCount } tree(depth: 0, budget: 20000) { rows { depth } } } }',
        { m: map },
      );
      expect(whole.elements.totalCount).toBe(10_000);
      const roots = whole.tree.rows.length;
      expect(await rows(page).first().getAttribute('aria-setsize')).toBe(String(roots));
    });

    test('it scrolls without long frames, and the last row is a key away', async () => {
      const page = await visit(`#/maps/${await large()}/tree`);
      await openTree(page);
      await page.getByRole('button', { name: 'Open all' }).click();
      const { frames, most } = await page.getByRole('tree').evaluate(async (tree) => {
        const scroller = tree.parentElement!;
        const frames: number[] = [];
        let most = 0;
        let last = performance.now();
        for (let i = 0; i < 240; i++) {
          scroller.scrollTop += i < 200 ? 90 : 4_000;
          await new Promise(requestAnimationFrame);
          frames.push(performance.now() - last);
          last = performance.now();
          most = Math.max(most, tree.querySelectorAll('[role=treeitem]').length);
        }
        return { frames: frames.sort((a, b) => a - b), most };
      });
      const long = frames.filter((f) => f > 34).length;
      console.log(
        `scrolling on ${store}: ${frames[120]!.toFixed(1)} ms a frame, 95 of 100 within ${frames[228]!.toFixed(1)} ms, ${long} of 240 above 34 ms`,
      );
      expect(most).toBeLessThan(60);
      await intoTree(page);
      await page.keyboard.press('End');
      await painted(page);
      const last = focused(page);
      expect(await last.getAttribute('aria-posinset')).toBe(await last.getAttribute('aria-setsize'));
      const box = (await last.boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(801);
      expect(await rows(page).count()).toBeLessThan(60);
      await page.keyboard.press('Home');
      await painted(page);
      expect(await focused(page).getAttribute('aria-posinset')).toBe('1');
      expect((await focused(page).boundingBox())!.y).toBeGreaterThan(100);
    });

    test('nothing jumps when a branch opens, or when others write above', async () => {
      const page = await visit(`#/maps/${await large()}/tree`);
      await openTree(page);
      await page.getByRole('button', { name: 'Open all' }).click();
      const tree = page.getByRole('tree');
      await tree.evaluate((t) => (t.parentElement!.scrollTop = t.parentElement!.scrollHeight / 2));
      await painted(page);
      const branch = page.getByRole('treeitem', { expanded: true }).nth(6);
      await branch.focus();
      await painted(page);
      const key = await focused(page).getAttribute('data-key');
      const here = page.locator(`[data-key="${key}"]`);
      const before = await top(here);
      for (const press of ['ArrowLeft', 'ArrowRight', 'ArrowLeft', 'ArrowRight']) {
        await page.keyboard.press(press);
        await painted(page);
        expect(Math.abs((await top(here)) - before)).toBeLessThan(1);
      }
      // A claim near the top on which nothing hangs: what is put below it comes above the reader.
      const { map: m } = await server.ask(
        'query($m: ID!) { map(id: $m) { tree(budget: 60) { rows { childCount reference element { __typename id } } } } }',
        { m: map },
      );
      const leaf = m.tree.rows.find(
        (r: { childCount: number; reference: number | null; element: { __typename: string } }) =>
          r.childCount === 0 && r.reference === null && r.element.__typename === 'Claim',
      );
      const scrolled = () => tree.evaluate((t) => t.parentElement!.scrollTop);
      const place = await scrolled();
      const premises = [{ new: { text: 'Said while others read. '.repeat(12).trim() } }];
      await change(server, map, [{ addInference: { premises, conclusion: leaf.element.id } }]);
      await expect.poll(scrolled).toBeGreaterThan(place + 20);
      await painted(page);
      expect(Math.abs((await top(here)) - before)).toBeLessThan(1);
      expect(await focused(page).getAttribute('data-key')).toBe(key);
    });
  });

  test('it reads well in the dark, in forced colours, on a phone, enlarged, and from right to left', async () => {
    const map = await server.map(debate);
    const { createMap } = await server.ask('mutation { createMap(input: { title: "مناظرة" }) { map { id } } }');
    await change(server, createMap.map.id, [
      { addClaim: { ref: 'a', text: 'السيادة ملك للشعب، ولا يجوز لحكومة أن تتنازل عنها.' } },
      { addRebuttal: { premises: [{ new: { text: 'לא כל ממשלה מייצגת את העם.' } }], target: 'a' } },
      { raiseQuestion: { text: 'من يقرر؟', asksAbout: [{ element: 'a' }] } },
    ]);
    const ways: [string, object][] = [
      [map, {}],
      [map, { colorScheme: 'dark' }],
      [map, { forcedColors: 'active' }],
      [map, { viewport: { width: 390, height: 844 }, hasTouch: true }],
      [map, { viewport: { width: 640, height: 400 } }],
      [createMap.map.id, {}],
      [createMap.map.id, { reducedMotion: 'reduce' }],
    ];
    for (const [of, options] of ways) {
      const page = await visit(`#/maps/${of}/tree`, options);
      await rows(page).nth(1).waitFor();
      expect(await audit(page)).toEqual([]);
      await rows(page).nth(1).click();
      await chosen(page).waitFor();
      expect(await audit(page)).toEqual([]);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      expect(fits, `nothing is wider than the page with ${JSON.stringify(options)}`).toBe(true);
      await page.close();
    }
    const page = await visit(`#/maps/${createMap.map.id}/tree`);
    const words = row(page, /السيادة/).getByText(/السيادة/);
    expect(await words.evaluate((e) => getComputedStyle(e.closest('[dir]')!).direction)).toBe('rtl');
  });
});
