// The pictures of docs/explorer.md. With UPDATE_PICTURES=1 they are taken anew; without it the test takes them to
// a folder of its own, and only sees that each view can be shown and that the docs have a picture of it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { debate, endBrowser, speech, stage } from './kit';

endBrowser();

const docs = join(import.meta.dirname, '..', '..', 'docs', 'explorer');
const update = process.env.UPDATE_PICTURES === '1';
const out = update ? docs : mkdtempSync(join(tmpdir(), 'argmap-pictures-'));
afterAll(() => {
  if (!update) rmSync(out, { recursive: true, force: true });
});

describe('pictures', () => {
  const { server, visit } = stage('sqlite');
  const question = { title: speech, words: 'Under whose auspices?' };
  const claim = { title: debate, words: 'A state that abuses its own population forfeits' };

  interface Picture {
    name: string;
    /** The map, and the element chosen in it. */
    of?: { title: string; words: string };
    view?: string;
    hash?: string;
    options?: BrowserContextOptions;
    ready: (page: Page) => Promise<unknown>;
  }

  const chosen = (page: Page) =>
    page
      .getByRole('region', { name: 'The chosen element' })
      .getByText(/Does it stand|Answers/)
      .waitFor();
  const pictures: Picture[] = [
    {
      name: 'home',
      hash: '',
      ready: (page) =>
        page
          .getByRole('link', { name: /May others step in/ })
          .first()
          .waitFor(),
    },
    { name: 'read', of: question, view: 'read', ready: chosen },
    { name: 'read-dark', of: question, view: 'read', options: { colorScheme: 'dark' }, ready: chosen },
    {
      name: 'read-phone',
      of: question,
      view: 'read',
      options: { viewport: { width: 390, height: 844 } },
      ready: (page) => page.getByText('Under whose auspices?').first().waitFor(),
    },
    { name: 'tree', of: claim, view: 'tree', ready: chosen },
    {
      name: 'why',
      of: claim,
      view: 'tree',
      ready: async (page) => {
        await page.getByRole('button', { name: 'Why?' }).click();
        await page.getByText('What would change it').waitFor();
        await page.getByText('What would change it').scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'map',
      of: { title: debate, words: '' },
      view: 'map',
      ready: (page) => page.getByRole('button', { name: 'Fit' }).click(),
    },
    {
      name: 'questions',
      of: { title: speech, words: '' },
      view: 'questions',
      ready: (page) => page.getByText('without an answer').waitFor(),
    },
    {
      name: 'history',
      of: { title: debate, words: '' },
      view: 'history',
      ready: (page) => page.getByRole('time').first().waitFor(),
    },
    {
      name: 'rebut',
      of: claim,
      view: 'tree',
      ready: async (page) => {
        await page.getByRole('button', { name: 'Rebut', exact: true }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
  ];

  test.each(pictures)('$name', async ({ name, of, view, hash, options, ready }) => {
    let address = hash ?? '';
    if (of) {
      const map = await server.map(of.title);
      const element = of.words ? `?element=${await find(map, of.words)}` : '';
      address = `#/maps/${map}/${view}${element}`;
    }
    const page = await visit(address, { reducedMotion: 'reduce', ...options });
    await ready(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(out, `${name}.png`) });
    const file = join(docs, `${name}.png`);
    expect(existsSync(file), `docs/explorer has no ${name}.png: take it with UPDATE_PICTURES=1`).toBe(true);
    const { width, height } = options?.viewport ?? { width: 1280, height: 800 };
    expect(sizeOf(file)).toEqual([width, height]);
  });

  async function find(map: string, words: string): Promise<string> {
    const query =
      'query($m: ID!, $t: String) { map(id: $m) { elements(first: 1, filter: { text: $t }) { nodes { id text } } } }';
    const { map: found } = await server.ask(query, { m: map, t: words });
    expect(found.elements.nodes[0]?.text).toContain(words);
    return found.elements.nodes[0].id;
  }
});

// sizeOf reads width and height from the header of a PNG.
function sizeOf(file: string): [number, number] {
  const bytes = readFileSync(file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
