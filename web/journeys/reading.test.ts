import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { audit, endBrowser, speech, stage, stores } from './kit';
import { bringText, chosenWords, mapOf, quote, selectWords } from './texts';

endBrowser();

const text = (page: Page) => page.getByRole('region', { name: 'Text', exact: true });
const chosen = (page: Page) => page.getByRole('region', { name: 'The chosen element' });

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  const read = async (query = '', options = {}) => visit(`#/maps/${await server.map(speech)}/read${query}`, options);
  const elementOf = async (words: string): Promise<string> => {
    const { map } = await server.ask(
      'query($m: ID!, $t: String!) { map(id: $m) { elements(filter: { text: $t }, first: 200) { nodes { id text } } } }',
      { m: await server.map(speech), t: words.replace(/[^\w ]/g, '') },
    );
    return map.elements.nodes.find((n: { text: string }) => n.text === words).id;
  };

  test('the text stands as it was written, torn ends are shown, and it can be copied as it is', async () => {
    const page = await read();
    await text(page)
      .getByRole('button', { name: /^claim: / })
      .first()
      .waitFor();
    const shown = await text(page).locator('[data-paragraph]').allTextContents();
    const { sources } = await server.ask('{ sources { nodes { paragraphs(first: 200) { nodes { text } } } } }');
    const written = sources.nodes[0].paragraphs.nodes.map((p: { text: string }) => p.text);
    expect(shown).toEqual(written);
    const copied = await page.evaluate(() => {
      getSelection()!.selectAllChildren(document.querySelector('[data-paragraph]')!.closest('section')!);
      return getSelection()!.toString();
    });
    for (const paragraph of written) expect(copied).toContain(paragraph);
    expect(copied).not.toMatch(/\d elements|questions in a row/);
    const first = text(page).locator('[data-paragraph]').first();
    expect(await first.evaluate((p) => getComputedStyle(p, '::before').content)).toContain('[…]');
  });

  test('a passage leads to its element', async () => {
    const page = await read();
    await text(page)
      .getByRole('button', { name: 'claim: the human security framework should be further developed, accepted' })
      .click();
    await chosen(page).getByText('The human security framework should be further developed.').waitFor();
    const item = page.getByRole('treeitem', { name: /The human security framework should be further developed/ });
    await expect.poll(() => item.first().getAttribute('aria-selected')).toBe('true');
    expect(await chosenWords(page)).toEqual(['the human security framework should be further developed']);
  });

  test('where several elements cite the same words, a list offers them all', async () => {
    const page = await read();
    const mark = text(page).getByRole('button', { name: '6 elements: when intervention is warranted' });
    await mark.click();
    const menu = page.getByRole('menu', { name: '6 elements cite this passage' });
    const items = menu.getByRole('menuitem');
    expect(await items.count()).toBe(6);
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    expect(await mark.evaluate((m) => m === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    expect(await items.first().evaluate((m) => m === document.activeElement)).toBe(true);
    await items.filter({ hasText: 'Recognizing what standards?' }).click();
    await chosen(page)
      .getByText(/^In full: Recognizing what standards/)
      .waitFor();
    expect(await mark.evaluate((m) => m === document.activeElement)).toBe(true);
  });

  test('an element that is chosen in the tree is shown in the text and flashes', async () => {
    const page = await read();
    await text(page).getByRole('button').first().waitFor();
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[aria-current=true]')?.getAnimations().length);
    const id = new URL(page.url()).hash.match(/element=([\w-]+)/)![1]!;
    const { node } = await server.ask(
      'query($i: ID!) { node(id: $i) { ... on Element { citations { segments { exact } } } } }',
      { i: id },
    );
    const said: string = node.citations[0].segments[0].exact;
    expect((await chosenWords(page)).join('')).toContain(said);
    await expect.poll(async () => (await chosenWords(page, true)).join('')).toContain(said.slice(0, 12));
    // Nothing but the text moved.
    expect(await page.getByRole('heading', { level: 1 }).evaluate((h) => h.getBoundingClientRect().top >= 0)).toBe(
      true,
    );
  });

  test('who wants no motion gets an outline that stays', async () => {
    const page = await read(`?element=${await elementOf('Under whose auspices?')}`, { reducedMotion: 'reduce' });
    const mark = text(page).getByRole('button', { name: 'question: Under whose auspices?, open' });
    await mark.waitFor();
    await expect.poll(() => mark.evaluate((m) => getComputedStyle(m).outlineStyle)).toBe('solid');
    expect(await mark.evaluate((m) => m.getAnimations().length)).toBe(0);
  });

  test('places of an element follow each other, and one without any says so', async () => {
    const page = await read(`?element=${await elementOf('Under whose auspices?')}`);
    const bar = text(page).getByRole('status');
    await bar.getByText('Place 1 of 2: paragraph 5').waitFor();
    await text(page).getByRole('button', { name: 'Next place' }).click();
    await bar.getByText('Place 2 of 2: paragraph 5, what a question refers to').waitFor();
    await text(page).getByRole('button', { name: 'Next place' }).click();
    await bar.getByText('Place 1 of 2: paragraph 5').waitFor();

    const { map, ids } = await mapOf(server, 'Without a text', [
      { addClaim: { ref: 'c', text: 'Nobody wrote this.' } },
    ]);
    const bare = await visit(`#/maps/${map}/read?element=${ids.c}`);
    await bare.getByText('This map cites no text yet.', { exact: false }).waitFor();
    const sources = await server.ask('{ sources { nodes { id } } }');
    const beside = await visit(`#/maps/${map}/read?element=${ids.c}&source=${sources.sources.nodes[0].id}`);
    await text(beside).getByText('It cites no text.').waitFor();
    await text(beside).getByText('Politicians must react.').waitFor();
  });

  test('the margin counts the elements of a paragraph, and lists them by kind', async () => {
    const page = await read();
    const margin = text(page).getByRole('button', { name: 'Paragraph 5: 34 elements, 4 open questions' });
    await margin.click();
    const list = text(page).getByRole('region', { name: 'Elements of paragraph 5' });
    expect(await list.getByRole('heading').allInnerTexts()).toEqual([
      'Questions 4',
      'Claims 19',
      'Rebuttals 2',
      'Reasons 9',
    ]);
    expect(await list.getByText('held by Some who argue for the approval', { exact: false }).count()).toBe(1);
    expect(await audit(page)).toEqual([]);
    await list.getByRole('button', { name: /^By what criteria/ }).click();
    await chosen(page)
      .getByText(/^In full: By what criteria/)
      .waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await margin.evaluate((m) => m === document.activeElement)).toBe(true);
    expect(await margin.getAttribute('aria-expanded')).toBe('false');
  });

  test('questions that leave words out stand in their row, in full and with their status', async () => {
    const page = await read();
    const row = text(page).getByRole('region', { name: 'Questions in a row: deciding when intervention is warranted' });
    const questions = row.getByRole('listitem');
    await expect.poll(() => questions.count()).toBe(4);
    const said = await questions.allInnerTexts();
    ['Under whose auspices?', 'By what criteria?', 'Recognizing what standards?', 'Using what tools?'].forEach(
      (asked, i) => {
        expect(said[i]).toContain(asked);
        expect(said[i]).toContain(asked.slice(0, -1) + ' [');
        expect(said[i]).toContain('open');
      },
    );
    await questions.nth(3).getByRole('button').click();
    await expect.poll(() => chosenWords(page)).toContain('Using what tools?');
  });

  test('the keyboard alone reads, chooses and cites', async () => {
    const page = await read();
    await text(page)
      .getByRole('button', { name: /^claim: / })
      .first()
      .waitFor();
    const marks = text(page).locator('[data-start]');
    const stops = () => marks.evaluateAll((all) => all.filter((m) => (m as HTMLElement).tabIndex === 0).length);
    expect(await stops()).toBe(1);
    const at = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    for (let i = 0; i < 40 && !/elements?: They are/.test(await at()); i++) await page.keyboard.press('Tab');
    expect(await at()).toMatch(/elements: They are points of discussion/);
    await page.keyboard.press('ArrowRight');
    expect(await at()).toMatch(/rather than abstract|^ground of a reason/);
    expect(await stops()).toBe(1);
    await page.keyboard.press('End');
    expect(await at()).toMatch(/^claim: Canada has been striving/);
    await page.keyboard.press('Enter');
    await chosen(page)
      .getByText(/Canada has been striving/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toContain('element=');
    expect(await at()).toMatch(/^claim: Canada has been striving/);

    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Cite words of paragraph 6' });
    await dialog.getByText('Nothing is selected yet.').waitFor();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Control+Shift+ArrowRight');
    await dialog.getByText('Selected:').getByText('Canada', { exact: true }).waitFor();
    for (let i = 0; i < 6 && !/Add a claim/.test(await page.evaluate(() => document.activeElement!.textContent!)); i++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('dialog').getByText('Canada', { exact: true }).waitFor();
  });

  test('selected words become a claim, at the place where they stand', async () => {
    const words = '😀 Nobody asked 👨‍👩‍👧 the villagers.';
    const source = await bringText(server, `Emoji ${store}`, `${words}\n\nNobody ever did.`);
    const { map } = await mapOf(server, 'Over emoji', [{ addClaim: { text: 'Somebody should ask.' } }]);
    const page = await visit(`#/maps/${map}/read?source=${source.id}`);
    await text(page).getByText('Nobody ever did.').waitFor();
    const [first, second] = source.paragraphs.map((p) => p.id) as [string, string];
    await selectWords(page, { paragraph: first, at: 2 }, { paragraph: first, at: words.indexOf(' the') + 1 });
    const bar = page.getByRole('toolbar', { name: 'The selected words' });
    expect(await bar.getByRole('button').allInnerTexts()).toEqual(['Add a claim', 'Raise a question']);
    expect(await audit(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Add a claim' }).click();
    const form = page.getByRole('dialog');
    await form.getByText('Nobody asked 👨‍👩‍👧', { exact: false }).first().waitFor();
    await form.getByRole('textbox').first().fill('The villagers were not asked.');
    await page.keyboard.press('Control+Enter');
    const mark = text(page).getByRole('button', { name: 'claim: Nobody asked 👨‍👩‍👧, accepted' });
    await mark.waitFor();

    await selectWords(page, { paragraph: second, at: 7 }, { paragraph: first, at: words.indexOf('the') });
    await bar.waitFor();
    await page.evaluate(() => getSelection()!.removeAllRanges());
    await bar.waitFor({ state: 'detached' });
  });

  test('in the past nothing is offered', async () => {
    const { id } = (await server.ask('{ sources { nodes { id } } }')).sources.nodes.at(-1);
    const page = await read(`?revision=2&source=${id}`);
    await text(page).getByText('Politicians must react.').waitFor();
    const paragraphs = await text(page)
      .locator('[data-paragraph]')
      .evaluateAll((all) => all.map((p) => p.getAttribute('data-paragraph')!));
    await selectWords(page, { paragraph: paragraphs[0]!, at: 0 }, { paragraph: paragraphs[0]!, at: 9 });
    const margin = text(page).getByRole('button', { name: /^Paragraph 1: / });
    await margin.press('s');
    await margin.press('Enter');
    const list = text(page).getByRole('region', { name: 'Elements of paragraph 1' });
    await list.getByRole('button', { name: 'Close the list' }).waitFor();
    expect(await list.getByRole('button', { name: /Cite words/ }).count()).toBe(0);
    expect(await page.getByRole('toolbar', { name: 'The selected words' }).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('the text follows what is chosen, also into another text', async () => {
    const one = await bringText(server, `One ${store}`, 'First text.\n\nIt has two parts.');
    const two = await bringText(server, `Two ${store}`, 'Second text.\n\nIt says more.');
    const { map, ids } = await mapOf(server, 'Over two texts', [
      { addClaim: { ref: 'a', text: 'The first has parts.', citations: [quote(one, 2, 'two parts')] } },
      { addClaim: { ref: 'b', text: 'The second says more.', citations: [quote(two, 2, 'says more')] } },
    ]);
    const page = await visit(`#/maps/${map}/read?element=${ids.a}`);
    const picker = text(page).getByRole('combobox', { name: 'Text' });
    await text(page).getByRole('button', { name: 'claim: two parts, accepted' }).waitFor();
    await expect.poll(() => picker.inputValue()).toBe(one.id);
    await page.getByRole('treeitem', { name: /The second says more/ }).click();
    await expect.poll(() => chosenWords(page, true)).toEqual(['says more']);
    expect(await picker.inputValue()).toBe(two.id);
    await picker.selectOption(one.id);
    await text(page).getByText('It has two parts.').waitFor();
    await text(page).getByText(`paragraph 2 of “Two ${store}”`).waitFor();
    await text(page).getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => chosenWords(page, true)).toEqual(['says more']);
    await page.goBack();
    await page.goBack();
    await expect.poll(() => chosenWords(page, true)).toEqual(['two parts']);
  });

  test('the border between text and argument moves by keys and by the mouse', async () => {
    const page = await read();
    const border = page.getByRole('separator', { name: 'Width of the text' });
    await border.waitFor();
    const value = async () => Number(await border.getAttribute('aria-valuenow'));
    const [width, before] = [(await text(page).boundingBox())!.width, await value()];
    await border.press('ArrowRight');
    expect(await value()).toBe(before + 2);
    expect((await text(page).boundingBox())!.width).toBeGreaterThan(width);
    await border.press('Home');
    expect(await value()).toBe(Number(await border.getAttribute('aria-valuemin')));
    const box = (await border.boundingBox())!;
    await page.mouse.move(box.x + 3, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(640, box.y + 100);
    await page.mouse.up();
    expect(await value()).toBe(50);
    await page.reload();
    await border.waitFor();
    expect(await value()).toBe(50);
  });

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours', { forcedColors: 'active' }],
    ['a phone', { viewport: { width: 390, height: 844 } }],
    ['200 % zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ])('axe finds nothing in %s', async (_, options) => {
    const page = await read(`?element=${await elementOf('Under whose auspices?')}`, options);
    await text(page)
      .or(page.getByRole('tabpanel', { name: 'Text' }))
      .getByText('Place 1 of 2')
      .waitFor();
    expect(await audit(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });

  test('kinds are told apart without colour', async () => {
    const page = await read('', { forcedColors: 'active' });
    const line = async (name: string | RegExp) => {
      const mark = text(page).getByRole('button', { name }).first();
      await mark.waitFor();
      return mark.evaluate((m) => [
        getComputedStyle(m).textDecorationStyle,
        getComputedStyle(m, '::before').content.charAt(1),
      ]);
    };
    expect(await line(/^claim: the human security framework/)).toEqual(['solid', 'o']);
    expect(await line(/^question: By what criteria/)).toEqual(['dotted', '?']);
    expect(await line(/^sign of a rebuttal: /)).toEqual(['dashed', '×']);
    expect(await line(/^sign of a reason: To this end/)).toEqual(['double', '+']);
  });

  test('a phone shows one part at a time', async () => {
    const page = await read('', { viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.getByRole('tab', { name: 'Argument' }).click();
    await page.getByRole('treeitem').first().tap();
    await page.getByRole('tab', { name: 'Argument' }).press('ArrowRight');
    await chosen(page).getByRole('button', { name: 'Support' }).waitFor();
    await page.getByRole('tab', { name: 'Text' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Text' });
    await panel.getByText(/^paragraph \d|^Place 1 of/).waitFor();
    const mark = panel.locator('[aria-current=true]').first();
    await expect.poll(() => mark.evaluate((m) => m.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  });
});
