import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { audit, debate, endBrowser, speech, stage, stores } from './kit';

endBrowser();

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});
const argdown = '===\ntitle: Rain\n===\n\n[Wet]: The street is wet.\n  + <It rained>: It rained at night.\n';

describe.each(stores)('on %s', (store) => {
  const { server, visit } = stage(store);
  const titles = async () =>
    (await server.ask('{ maps(first: 200) { nodes { title } } }')).maps.nodes.map((m: any) => m.title);

  test('home shows maps, texts, open questions and what was changed last', async () => {
    const page = await visit('');
    await page.getByRole('link', { name: /^Human security: an excerpt/ }).waitFor();
    await page.getByRole('link', { name: '6 open questions' }).waitFor();
    await page
      .getByRole('region', { name: /^Texts/ })
      .getByRole('link', { name: /^Human security \(excerpt/ })
      .waitFor();
    await page
      .getByRole('region', { name: 'Recent changes' })
      .getByRole('link', { name: 'Map the questions' })
      .first()
      .waitFor();
    expect(await audit(page)).toEqual([]);
  });

  test('a search finds titles, claims, questions and paragraphs, and leads to each', async () => {
    const page = await visit('');
    await page.getByRole('searchbox').fill('interven');
    const hits = page.getByRole('region', { name: 'In claims, questions and paragraphs' });
    await hits
      .getByRole('link', { name: /intervention/i })
      .first()
      .waitFor();
    expect(page.url()).toContain('search=interven');
    await page.getByRole('searchbox').fill('standards');
    await page.waitForURL(/search=standards/);
    await hits.getByText('standards', { exact: true }).first().waitFor();
    await hits
      .getByRole('link', { name: /Recognizing what standards/ })
      .first()
      .waitFor();
    expect(await audit(page)).toEqual([]);
    // Stores rank as they like, and a paragraph may speak of questions too.
    const question = hits.getByRole('listitem').filter({ has: page.getByText('Question', { exact: true }) });
    await question.getByRole('link').first().click();
    await page.waitForURL(/#\/maps\/[^/]+\/tree\?element=/);
  });

  test('a map is made by keys alone', async () => {
    const page = await visit('');
    await page.getByRole('button', { name: 'New map' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('A map has a title.').waitFor();
    await page.keyboard.type(`Made by keys on ${store}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Made by keys on ${store}` }).waitFor();
    expect(await titles()).toContain(`Made by keys on ${store}`);
  });

  test('a text is pasted once, and recognised the second time', async () => {
    for (const said of ['The text was read.', 'This text was here already']) {
      const page = await visit('');
      await page.getByRole('button', { name: 'Add a text' }).click();
      await page.getByRole('textbox', { name: 'The text' }).fill('It rained all night.\n\nThe street is wet.\n');
      await page.getByRole('textbox', { name: 'Title' }).fill('Of rain');
      await page.getByRole('textbox', { name: 'Who made it' }).fill('A witness');
      expect(await audit(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add the text' }).click();
      await page.getByText(said).waitFor();
      await page.getByRole('button', { name: 'Map this text' }).waitFor();
    }
  });

  test('files are looked at before anything is written, then brought in', async () => {
    const page = await visit('');
    await page.getByRole('link', { name: /^Human security: an excerpt/ }).waitFor();
    const before = await titles();
    const broken =
      '{"nodes": [{"nodeID": "1", "text": "It rains.", "type": "I"}], "edges": [{"edgeID": "2", "fromID": "1", "toID": "9"}], "locutions": []}';
    await page
      .locator('input[type=file]')
      .setInputFiles([file('rain.argdown', argdown), file('broken.json', broken), file('bad.json', '{"nodes": [ }')]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('Argdown: 1 map.').waitFor();
    await dialog.getByText('AIF (JSON): 1 map.').waitFor();
    await dialog.getByText(/line 1, column 13: this is not JSON/).waitFor();
    await dialog.getByText('1 error').click();
    await dialog.getByText(/AIF-EDGE-DANGLING/).waitFor();
    expect(await titles()).toEqual(before);
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bring in 2 maps' }).click();
    await dialog.getByRole('link', { name: 'Rain' }).waitFor();
    // One file after the other.
    await expect.poll(async () => (await titles()).length).toBe(before.length + 2);
    await dialog.getByRole('link', { name: 'Rain' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Rain', level: 1 }).waitFor();
  });

  test('a file that is no map is taken as a text, when it is dropped', async () => {
    const page = await visit('', { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Import' }).waitFor();
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['We saw the street. It was wet.'], 'what_we_saw.md'));
      return transfer;
    });
    await page.getByRole('main').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'Add it as a text' }).click();
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('what we saw');
    await page.getByRole('button', { name: 'Add the text' }).click();
    await page.getByText('It was wet.').first().waitFor();
  });

  test('an export tells what is lost before it is fetched', async () => {
    const page = await visit(`#/maps/${await server.map(debate)}/tree`);
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export this map' });
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('aif');
    await dialog.getByRole('checkbox', { name: /Be strict/ }).check();
    expect(await dialog.getByRole('button', { name: 'Download' }).isDisabled()).toBe(true);
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('checkbox', { name: /Be strict/ }).uncheck();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.json$/);
    const nodes = JSON.parse(readFileSync(await download.path(), 'utf8')).nodes;
    expect(nodes.map((n: any) => n.text)).toContain('Sovereignty belongs to a people.');
  });

  test('home is whole on a phone, in the dark and with forced colours', async () => {
    for (const options of [
      { viewport: { width: 390, height: 844 } },
      { colorScheme: 'dark' },
      { forcedColors: 'active' },
    ] as const) {
      const page = await visit('', options);
      await page
        .getByRole('link', { name: new RegExp(`^${speech}`) })
        .first()
        .waitFor();
      expect(await audit(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  });
});
