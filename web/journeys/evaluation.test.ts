import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, stage, stores } from './kit';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  // The claim at the top of the debate, and the map.
  async function top() {
    const map = await server.map(debate);
    const query = 'query($m: ID!) { map(id: $m) { tree(budget: 1) { rows { element { id text } } } } }';
    const { map: found } = await server.ask(query, { m: map });
    return { map, claim: found.tree.rows[0].element as { id: string; text: string } };
  }

  const inspector = (page: Page) => page.getByRole('region', { name: 'The chosen element' });

  test('why a claim stands or falls is said in words and shown as a path', async () => {
    const { map, claim } = await top();
    const page = await visit(`#/maps/${map}/tree?element=${claim.id}`);
    await inspector(page).getByRole('button', { name: 'Why?' }).click();
    const { map: asked } = await server.ask(
      'query($m: ID!, $e: ID!) { map(id: $m) { element(id: $e) { ... on Claim { why(steps: 100) { text steps { element { id } } flips(tries: 40) { removals { element { id } } } } } } } }',
      { m: map, e: claim.id },
    );
    await inspector(page).getByText(asked.element.why.text, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Open all' }).click();
    const marked = page.getByRole('treeitem').filter({ hasText: 'part of the why' });
    await marked.first().waitFor();
    expect(await marked.count()).toBeGreaterThan(1);
    expect(asked.element.why.flips.removals.length).toBeGreaterThan(0);
    await inspector(page).getByText('Without any one of these it would be judged otherwise:').waitFor();
    expect(await audit(page)).toEqual([]);

    await inspector(page).getByRole('button', { name: 'Why?' }).click();
    await marked.first().waitFor({ state: 'detached' });
  });

  test('what would change without an element is tried out and not written', async () => {
    const { map, claim } = await top();
    const before = await server.ask('query($m: ID!) { map(id: $m) { revision } }', { m: map });
    const page = await visit(`#/maps/${map}/tree?element=${claim.id}`);
    await inspector(page).getByRole('button', { name: 'Why?' }).click();
    // What flips the claim when it goes is what the other question must name as well.
    const flip = inspector(page).getByRole('listitem').filter({ hasText: 'then accepted' }).first();
    await flip.getByRole('button').click();
    await inspector(page).getByRole('button', { name: 'What if I leave this out?' }).click();
    const moved = inspector(page).getByRole('listitem').filter({ hasText: claim.text });
    await moved.getByText('becomes').waitFor({ state: 'attached' });
    expect(await moved.innerText()).toMatch(/accepted$/);
    expect(await audit(page)).toEqual([]);
    expect(await server.ask('query($m: ID!) { map(id: $m) { revision } }', { m: map })).toEqual(before);
  });

  test('strengths are shown on every line when they are wanted', async () => {
    const { map, claim } = await top();
    const page = await visit(`#/maps/${map}/tree?element=${claim.id}`);
    const query = 'query($m: ID!, $e: ID!) { map(id: $m) { element(id: $e) { ... on Claim { strength { value } } } } }';
    const { map: asked } = await server.ask(query, { m: map, e: claim.id });
    const value = asked.element.strength.value.toFixed(2);
    await inspector(page).getByText(`strength ${value}`).first().waitFor();
    await page.getByRole('checkbox', { name: 'Show strengths on every line' }).check();
    await page.getByRole('treeitem', { name: claim.text }).getByText(`strength ${value}`).waitFor();
    await inspector(page).getByRole('button', { name: 'What moves it' }).click();
    await inspector(page)
      .getByText(/^[+−]\d\.\d\d$/)
      .first()
      .waitFor();
    expect(await audit(page)).toEqual([]);
  });
});
