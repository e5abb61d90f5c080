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
});
