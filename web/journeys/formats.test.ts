// Files in and out: one of every format that there is, looked at before anything is written.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { debate, endBrowser, stage, stores } from './kit';

endBrowser();

const examples = join(import.meta.dirname, '..', '..', 'examples');

/** A file of each format that is read, with those that belong to it, and what the page calls the format. */
const read: [string, string[]][] = [
  ['agxml', ['agxml/canteen.xml', 'agxml/canteen.txt']],
  ['aif', ['aif/canteen.json']],
  ['argdown', ['argdown/security.argdown']],
  ['argdown-json', ['argdown-json/security.json']],
  ['arguebuf', ['arguebuf/canteen.json']],
  ['brat', ['brat/essay.ann', 'brat/essay.txt']],
  ['carneades', ['carneades/canteen.yml']],
  ['ibis', ['ibis/canteen.json']],
  ['kialo', ['kialo/canteen.txt']],
  ['sadface', ['sadface/canteen.json']],
  ['xaif', ['xaif/canteen.json']],
  ['argmap', ['human-security/map.jsonl']],
];

const inside = (path: string) => ({
  name: path.split('/').at(-1)!,
  mimeType: 'application/octet-stream',
  buffer: readFileSync(join(examples, path)),
});

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);
  const maps = async () => (await server.ask('{ maps(first: 1) { totalCount } }')).maps.totalCount as number;
  const formats = async () =>
    (await server.ask('{ formats(first: 200) { nodes { name title read written extensions } } }')).formats.nodes as {
      name: string;
      title: string;
      read: boolean;
      written: boolean;
      extensions: string[];
    }[];

  test('there is an example of every format that is read', async () => {
    const names = (await formats()).filter((f) => f.read).map((f) => f.name);
    expect(read.map(([name]) => name).toSorted()).toEqual(names.toSorted());
  });

  test.each(read)('%s comes in by the menu: told first, then brought', async (name, paths) => {
    const { title } = (await formats()).find((f) => f.name === name)!;
    const before = await maps();
    const page = await visit('');
    await page.getByRole('button', { name: 'Import' }).waitFor();
    await page.locator('input[type=file]').setInputFiles(paths.map(inside));
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText(`${title}: 1 map.`).waitFor();
    await dialog.getByText(/\d+ elements?, \d+ links?/).waitFor();
    if (paths[1]) await dialog.getByText(`with ${paths[1].split('/')[1]}`).waitFor();
    expect(await maps()).toBe(before);
    await dialog.getByRole('button', { name: 'Bring in 1 map' }).click();
    await dialog.getByText('1 map brought in.').waitFor();
    expect(await maps()).toBe(before + 1);
    await dialog.getByRole('link').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test('a folder is dropped: all its files are looked at, those that fit together as one', async () => {
    const page = await visit('');
    await page.getByRole('button', { name: 'Import' }).waitFor();
    const files = ['brat/essay.ann', 'brat/essay.txt', 'kialo/canteen.txt'].map((path) => ({
      name: path.split('/')[1]!,
      text: readFileSync(join(examples, path), 'utf8'),
    }));
    // A folder of the page's own file system stands for one of the reader's: it is dropped as one entry.
    await page.evaluate(async (files) => {
      const entry = (name: string, text: string) => ({
        isFile: true,
        isDirectory: false,
        name,
        file: (done: (file: File) => void) => done(new File([text], name)),
      });
      const batches = [files.slice(0, 1), files.slice(1), []].map((part) => part.map((f) => entry(f.name, f.text)));
      const folder = {
        isFile: false,
        isDirectory: true,
        name: 'folder',
        // As browsers do: some at a time, until none is left.
        createReader: () => ({ readEntries: (done: (entries: unknown[]) => void) => done(batches.shift()!) }),
      };
      const event = new Event('drop', { bubbles: true, cancelable: true });
      const items = [{ kind: 'file', webkitGetAsEntry: () => folder, getAsFile: () => null }];
      Object.assign(event, { dataTransfer: { files: [], items, types: ['Files'], getData: () => '' } });
      document.querySelector('main > *')!.dispatchEvent(event);
    }, files);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('with essay.txt').waitFor();
    await dialog.getByRole('button', { name: 'Bring in 2 maps' }).waitFor();
  });

  test('a broken file says where it is broken; one that is too large says how much is allowed', async () => {
    const page = await visit('');
    await page.getByRole('button', { name: 'Import' }).waitFor();
    const large = join(mkdtempSync(join(tmpdir(), 'argmap-large-')), 'large.argdown');
    writeFileSync(large, 'rain '.repeat(14 << 20));
    const broken = { name: 'torn.json', mimeType: 'application/json', buffer: Buffer.from('{"nodes": [') };
    const before = await maps();
    await page.locator('input[type=file]').setInputFiles([broken]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog
      .getByText(/torn\.json|line 1/)
      .first()
      .waitFor();
    await dialog.getByText(/line 1, column/).waitFor();
    expect(await dialog.getByRole('button', { name: 'Bring in' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('input[type=file]').setInputFiles([large]);
    await dialog.getByText(/64.*at most|at most.*64|too large|larger than/i).waitFor();
    expect(await dialog.getByRole('button', { name: 'Bring in' }).isDisabled()).toBe(true);
    rmSync(dirname(large), { recursive: true });
    expect(await maps()).toBe(before);
  });

  test('every format that is written is told and fetched, and its file has its name', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/tree`);
    const written = (await formats()).filter((f) => f.written);
    for (const { name, extensions } of written) {
      await page.getByRole('button', { name: 'Export' }).click();
      const dialog = page.getByRole('dialog', { name: 'Export this map' });
      await dialog.getByRole('combobox', { name: 'Format' }).selectOption(name);
      await dialog.getByRole('combobox', { name: 'Format' }).blur();
      const told = dialog.getByRole('region', { name: 'What this format cannot hold' });
      await expect.poll(() => told.getAttribute('aria-busy')).toBe('false');
      expect([name, await told.textContent()]).toEqual([name, expect.stringMatching(/Nothing is lost|\d+ /)]);
      const fetching = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Download' }).click();
      const file = (await fetching).suggestedFilename();
      expect([name, file]).toEqual([name, expect.stringMatching(/^May others step in/)]);
      const ends = [...extensions, '.zip', '.tar.gz'];
      expect([name, file, ends.some((e) => file.endsWith(e))]).toEqual([name, file, true]);
      await dialog.waitFor({ state: 'detached' });
    }
    expect(written.length).toBeGreaterThan(10);
  });
});
