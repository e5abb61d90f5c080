// What others write arrives without reading the map anew, and the page is then as one that was opened just now.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { endBrowser, speech, stage, stores, type Server } from './kit';
import { drawn, largeMap } from './large';

endBrowser();

type Element = { __typename: string; id: string };

async function change(server: Server, map: string, operations: unknown[]): Promise<void> {
  const mutation = 'mutation($input: ApplyChangesInput!) { applyChanges(input: $input) { revision } }';
  await server.ask(mutation, { input: { map, operations } });
}

async function elementsOf(server: Server, map: string): Promise<Element[]> {
  const query = 'query($m: ID!) { map(id: $m) { elements(first: 200) { nodes { __typename id } } } }';
  return (await server.ask(query, { m: map })).map.elements.nodes;
}

/** What the page says in its tree, and which marks it draws into the text; not what was new a moment ago. */
async function said(page: Page): Promise<string> {
  const rows = await page
    .getByRole('treeitem')
    .evaluateAll((all) =>
      all
        .map((row) => `${row.getAttribute('aria-level')} ${(row as HTMLElement).innerText}`)
        .map((text) => text.replace(/\s*just changed\s*/g, ' ').replace(/\s+/g, ' ')),
    );
  const text = page.getByRole('region', { name: 'Text', exact: true });
  const marks = await text
    .getByRole('button')
    .evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label') ?? mark.textContent));
  return [...rows, ...marks].join('\n');
}

/** Notes the queries that a page sends from now on, with the bytes that they bring. */
function noting(page: Page): { name: string; bytes: number }[] {
  const asked: { name: string; bytes: number }[] = [];
  page.on('response', async (response) => {
    const name = response
      .request()
      .postData()
      ?.match(/query (\w+)/)?.[1];
    if (name) asked.push({ name, bytes: (await response.body().catch(() => Buffer.of())).length });
  });
  return asked;
}

async function opened(page: Page): Promise<void> {
  await page.getByText('● live').waitFor();
  await page.getByRole('treeitem').first().waitFor();
}

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('after random changes a page that stayed says what a new one says', { timeout: 120_000 }, async () => {
    const map = await server.map(speech);
    const size = { viewport: { width: 1280, height: 9_000 } };
    const [stays, comes] = [await visit(`#/maps/${map}/read`, size), await visit(`#/maps/${map}/read`, size)];
    await opened(stays);
    await opened(comes);
    await expect.poll(() => said(stays)).toBe(await said(comes));
    expect(await said(stays)).toMatch(/claim: the human security framework/);
    const { source } = await server
      .ask(`query($m: ID!) { map(id: $m) { sources { nodes { paragraphs(first: 9) { nodes { id } } } } } }`, { m: map })
      .then(({ map }) => ({ source: map.sources.nodes[0] }));
    const asked = noting(stays);
    const next = drawn(7);
    const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!;
    for (let round = 0; round < 12; round++) {
      const elements = await elementsOf(server, map);
      const of = (...kinds: string[]) => elements.filter((e) => kinds.includes(e.__typename));
      const [claims, relations, questions] = [of('Claim'), of('Inference', 'Rebuttal'), of('Question')];
      const premises = () => [next() < 0.4 ? { claim: pick(claims).id } : { new: { text: `A ground (${round}).` } }];
      const draws = [
        () => ({ updateElement: { id: pick(claims).id, text: `Other words (${round}).` } }),
        () => ({ addInference: { premises: premises(), conclusion: pick([...claims, ...relations]).id } }),
        () => ({ addRebuttal: { premises: premises(), target: pick([...claims, ...relations]).id } }),
        () => ({ raiseQuestion: { text: `Why (${round})?`, asksAbout: [{ element: pick(claims).id }] } }),
        () => ({ answerQuestion: { question: pick(questions).id, new: { text: `Because (${round}).` } } }),
        () => {
          const segments = [{ paragraph: pick<{ id: string }>(source.paragraphs.nodes).id, start: 0, end: 9 }];
          return { cite: { element: pick(elements).id, citation: { segments } } };
        },
      ];
      await change(
        server,
        map,
        Array.from({ length: 1 + Math.floor(3 * next()) }, () => pick(draws)()),
      );
      // Now and then two come at once, and something goes with all that rests on it.
      if (round % 3 === 2) await change(server, map, [{ deleteElement: pick(elements).id }]);
      await comes.reload();
      await opened(comes);
      const wanted = async () => ((await said(stays)) === (await said(comes)) ? 'the same' : await difference());
      const difference = async () => {
        const [a, b] = [(await said(stays)).split('\n'), (await said(comes)).split('\n')];
        return JSON.stringify([a.filter((l) => !b.includes(l)), b.filter((l) => !a.includes(l)), a.length, b.length]);
      };
      await expect.poll(wanted, { message: `round ${round}`, timeout: 15_000 }).toBe('the same');
    }
    const names = asked.map((a) => a.name);
    expect(names).toContain('MapStep');
    expect(names).toContain('CitationsStep');
    expect(names).not.toContain('MapTree');
    expect(names).not.toContain('MapCitations');
  });

  test('a change of a large map brings little', { timeout: 120_000 }, async () => {
    const elements = Number(process.env.EXPLORER_ELEMENTS ?? 10_000);
    const map = await largeMap(server, 'Large and live', elements);
    const page = await visit('');
    await page.getByRole('link', { name: 'argmap' }).waitFor();
    const asked = noting(page);
    await page.evaluate((hash) => (location.hash = hash), `#/maps/${map}/read`);
    const brought = () => asked.map((a) => a.name);
    await expect.poll(brought, { timeout: 60_000 }).toContain('MapCitations');
    await expect.poll(brought).toContain('MapSources');
    await opened(page);
    const claim = (await elementsOf(server, map)).find((e) => e.__typename === 'Claim')!.id;
    for (const [what, operation] of [
      ['edit', { updateElement: { id: claim, text: 'Quite other words.' } }],
      ['rebuttal', { addRebuttal: { premises: [{ new: { text: 'Not so at all.' } }], target: claim } }],
    ] as const) {
      asked.length = 0;
      await change(server, map, [operation]);
      await expect.poll(() => brought().toSorted(), { timeout: 15_000 }).toEqual(['CitationsStep', 'MapStep']);
      const bytes = asked.reduce((n, a) => n + a.bytes, 0);
      console.log(`${elements} elements on ${store}, one ${what}: ${asked.length} requests, ${bytes} bytes`);
      expect(bytes).toBeLessThan(20_000);
    }
    await page.getByRole('treeitem', { name: 'Quite other words.' }).waitFor({ state: 'attached' });
  });
});
