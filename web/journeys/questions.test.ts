import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, stage, stores } from './kit';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('what is asked in a map and not answered stands in the order of what hangs on it', async () => {
    const map = await server.map(debate);
    const page = await visit(`#/maps/${map}/questions`);
    await page.getByText('2 questions without an answer').waitFor();
    const { map: m } = await server.ask('query($m: ID!) { map(id: $m) { openQuestions { nodes { text } } } }', {
      m: map,
    });
    const headings = await page.getByRole('list').getByRole('heading', { level: 3 }).allInnerTexts();
    expect(headings).toEqual(m.openQuestions.nodes.map((q: { text: string }) => q.text));
    expect(await audit(page)).toEqual([]);

    await page.getByRole('searchbox').fill('criter');
    await page.getByText('1 question without an answer').waitFor();
    await page.getByRole('link', { name: 'By what criteria?' }).click();
    await page
      .getByRole('region', { name: 'The chosen element' })
      .getByText(/^In full: By what criteria/)
      .waitFor();
    expect(page.url()).toContain('element=');
    await page
      .getByRole('link', { name: /Human security.*¶/ })
      .first()
      .click();
    await page.waitForURL(/\/read\?/);
  });

  test('the open questions of all maps lead to their maps', async () => {
    const page = await visit('#/questions');
    const { openQuestions } = await server.ask('{ openQuestions { totalCount nodes { text map { title } } } }');
    await page.getByText(`${openQuestions.totalCount} questions without an answer`).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.getByRole('link', { name: openQuestions.nodes[0].map.title }).first().click();
    await page.getByRole('heading', { name: openQuestions.nodes[0].map.title, level: 1 }).waitFor();
  });
});
