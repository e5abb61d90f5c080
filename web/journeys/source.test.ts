import { describe, expect, test } from 'vitest';
import { audit, endBrowser, speech, stage, stores } from './kit';
import { bringText, chosenWords, mapOf, quote, selectWords } from './texts';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('a text by itself says what it is, who cites it, and shows a paragraph', async () => {
    const { sources } = await server.ask('{ sources { nodes { id paragraphs(first: 9) { nodes { id } } } } }');
    const { id, paragraphs } = sources.nodes.at(-1);
    const page = await visit(`#/sources/${id}?paragraph=${paragraphs.nodes[5].id}`);
    const text = page.getByRole('article', { name: 'The text' });
    await expect
      .poll(() => text.getByText(/^Canada has been/).evaluate((p) => p.getBoundingClientRect().bottom <= innerHeight))
      .toBe(true);
    const about = page.getByRole('complementary', { name: 'About this text' });
    await about.getByText('English', { exact: true }).waitFor();
    expect(await audit(page)).toEqual([]);
    await about.getByRole('link', { name: new RegExp(`^${speech}`) }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${speech}`) }).waitFor();
    expect(page.url()).toContain(`source=${id}`);
  });

  test('a map is begun on a text, and the text is withdrawn', async () => {
    const source = await bringText(server, `Kitchen tables ${store}`, '# Tables\n\nPeople talk at them.');
    const page = await visit(`#/sources/${source.id}`);
    await page.getByText('No map cites this text yet.').waitFor();
    await page.getByRole('button', { name: 'Map this text' }).click();
    const dialog = page.getByRole('dialog', { name: 'Map this text' });
    await dialog.getByRole('textbox', { name: 'What the map is called' }).fill('What tables are for');
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'What tables are for' }).waitFor();
    const shown = page.getByRole('region', { name: 'Text', exact: true });
    await shown.getByText('People talk at them.').waitFor();
    await shown.getByRole('link', { name: 'About this text' }).click();

    await page.getByRole('button', { name: 'Withdraw…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    expect((await server.ask('query($s: ID!) { source(id: $s) { state } }', { s: source.id })).source.state).toBe(
      'ACTIVE',
    );
    await page.getByRole('button', { name: 'Withdraw…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('withdrawn: it is cited no more').waitFor();
    expect(await page.getByRole('button', { name: 'Map this text' }).count()).toBe(0);
    expect((await server.ask('query($s: ID!) { source(id: $s) { state } }', { s: source.id })).source.state).toBe(
      'WITHDRAWN',
    );

    await page.goBack();
    await shown.getByText('People talk at them.').waitFor();
    await selectWords(
      page,
      { paragraph: source.paragraphs[1]!.id, at: 0 },
      { paragraph: source.paragraphs[1]!.id, at: 6 },
    );
    await shown.getByText('withdrawn: it is cited no more').waitFor();
    await shown.getByRole('button', { name: 'Paragraph 2: no elements' }).click();
    const list = shown.getByRole('region', { name: 'Elements of paragraph 2' });
    await list.getByText('Nothing in the map cites this paragraph.').waitFor();
    expect(await list.getByRole('button', { name: /Cite words/ }).count()).toBe(0);
    expect(await page.getByRole('toolbar', { name: 'The selected words' }).count()).toBe(0);
  });

  test.each([
    ['ar', 'قال الوزير إن الأمن للجميع. ومن يدفع الثمن؟', 'الأمن للجميع', 'من يدفع الثمن؟'],
    ['he', 'השר אמר שהביטחון הוא לכולם. ומי ישלם?', 'הביטחון הוא לכולם', 'מי ישלם?'],
  ])('a text in %s reads from right to left', async (language, words, claim, question) => {
    const source = await bringText(server, `${language} ${store}`, words, language);
    const { map, ids } = await mapOf(server, `Over ${language}`, [
      { addClaim: { ref: 'c', text: claim, citations: [quote(source, 1, claim)] } },
      { raiseQuestion: { ref: 'q', text: question, citations: [quote(source, 1, question)] } },
    ]);
    const page = await visit(`#/maps/${map}/read?element=${ids.q}`);
    const text = page.getByRole('region', { name: 'Text', exact: true });
    const mark = text.getByRole('button', { name: `claim: ${claim}, accepted` });
    await mark.waitFor();
    expect(await mark.evaluate((m) => getComputedStyle(m).direction)).toBe('rtl');
    await expect.poll(() => chosenWords(page, true)).toEqual([question]);
    const number = text.getByText('1', { exact: true }).first();
    const [left, right] = [await mark.boundingBox(), await number.boundingBox()];
    expect(right!.x).toBeGreaterThan(left!.x);
    await mark.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(question);
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(claim);
    expect(await audit(page)).toEqual([]);
  });

  test('a text of 3,000 paragraphs opens without freezing', async () => {
    const n = 3_000;
    const lines = Array.from(
      { length: n },
      (_, i) =>
        `Paragraph ${i + 1} holds that nobody should have to leave, and says so at some length for whoever reads on.`,
    );
    const source = await bringText(server, `Long ${store}`, lines.join('\n\n'));
    expect(source.paragraphs.length).toBe(n);
    const { map, ids } = await mapOf(
      server,
      'Over a long text',
      Array.from({ length: 600 }, (_, i) => ({
        addClaim: {
          ref: `c${i}`,
          text: `Claim ${i}.`,
          citations: [quote(source, 5 * i + 1, 'nobody should have to leave')],
        },
      })),
    );
    const page = await visit('');
    await page.getByRole('link', { name: 'argmap' }).waitFor();
    const asked: string[] = [];
    page.on(
      'request',
      (r) => r.method() === 'POST' && asked.push(r.postDataJSON().query.match(/(?:query|subscription) (\w+)/)?.[1]),
    );
    await page.evaluate((hash) => {
      const seen = { frozen: 0, at: performance.now() };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.frozen = Math.max(seen.frozen, duration);
      }).observe({ entryTypes: ['longtask'] });
      location.hash = hash;
    }, `#/maps/${map}/read?element=${ids.c580}`);
    const text = page.getByRole('region', { name: 'Text', exact: true });
    const since = () => page.evaluate(() => performance.now() - (window as any).seen.at);
    await text.getByText('Paragraph 1 holds', { exact: false }).first().waitFor({ state: 'attached' });
    const first = await since();
    await expect.poll(() => chosenWords(page, true), { timeout: 60_000 }).toEqual(['nobody should have to leave']);
    const shown = await since();
    await expect.poll(() => text.locator('[data-paragraph]').count(), { timeout: 60_000 }).toBe(n);
    const frozen = await page.evaluate(() => (window as any).seen.frozen);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    console.log(
      `a text of ${n} paragraphs on ${store}: the first ${Math.round(first)} ms, paragraph 2,901 in view ${Math.round(shown)} ms, longest task ${Math.round(frozen)} ms, ${nodes} nodes, ${asked.length} requests`,
    );
    expect(asked.filter((q) => q === 'SourceText').length).toBe(n / 200);
    expect(asked.filter((q) => q === 'MapCitations').length).toBe(1);
    expect(asked.length).toBeLessThan(n / 200 + 10);
    expect(nodes).toBeLessThan(12 * n);
    expect(
      await page
        .locator('[data-start]')
        .evaluateAll((all) => all.filter((m) => (m as HTMLElement).tabIndex === 0).length),
    ).toBe(1);
  });
});
