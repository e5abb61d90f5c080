import { describe, expect, test } from 'vitest';
import { audit, endBrowser, speech, stage, stores } from './kit';

endBrowser();

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);

  test('the page opens, and its policy lets nothing else in', async () => {
    const page = await visit('');
    await page.getByRole('link', { name: 'argmap' }).waitFor();
    expect(await audit(page)).toEqual([]);
  });

  test('a map opens by its address', async () => {
    const page = await visit(`#/maps/${await server.map(speech)}/tree`);
    await page.getByRole('navigation', { name: 'Views of this map' }).waitFor();
    expect(await audit(page)).toEqual([]);
  });

  test('a page brings the documents that it asks, each fragment once, and those of no other page', async () => {
    const page = await visit('');
    await page
      .getByRole('link', { name: /May others step in/ })
      .first()
      .waitFor();
    const scripts = await page.evaluate(async () => {
      const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
      const texts = loaded.filter((name) => name.endsWith('.js')).map(async (name) => (await fetch(name)).text());
      return (await Promise.all(texts)).join('\n');
    });
    const asked = [...scripts.matchAll(/(?:query|mutation|subscription) (\w+)[({]/g)].map((found) => found[1]);
    expect(asked).toEqual(expect.arrayContaining(['Alive', 'HomeMaps', 'HomeRecent']));
    for (const elsewhere of ['MapTree', 'ElementDetails', 'History', 'Surroundings', 'SourceText'])
      expect(asked).not.toContain(elsewhere);
    expect(scripts.match(/fragment HomeChange on/g)).toHaveLength(1);
  });
});
