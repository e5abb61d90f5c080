import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundled, downloadName, isText, titleOf, type Format } from './files';

const format = (name: string, ...extensions: string[]): Format => ({
  name,
  title: name,
  read: true,
  written: true,
  extensions,
});
const formats = [
  format('brat', '.ann', '.txt'),
  format('agxml', '.xml', '.txt'),
  format('kialo', '.txt'),
  format('aif', '.json'),
];
const names = (list: { main: { name: string }; beside: readonly { name: string }[] }[]) =>
  list.map(({ main, beside }) => [main.name, ...beside.map((b) => b.name)]);

test('the text beside a map of the same name goes with it', () => {
  const files = ['debate.txt', 'a.ann', 'A.txt', 'b.xml', 'c.json', 'c.txt'].map((name) => ({ name }));
  expect(names(bundled(files, formats))).toEqual([
    ['debate.txt'],
    ['a.ann', 'A.txt'],
    ['b.xml'],
    ['c.json'],
    ['c.txt'],
  ]);
});

test('every file is in one bundle, whatever they are called', () => {
  const name = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('.ann', '.txt', '.xml', '.json', ''))
    .map((p) => p.join(''));
  fc.assert(
    fc.property(fc.array(name), (list) => {
      const files = list.map((n) => ({ name: n }));
      const all = bundled(files, formats).flatMap(({ main, beside }) => [main, ...beside]);
      expect(all.length).toBe(files.length);
      expect(new Set(all)).toEqual(new Set(files));
    }),
  );
});

test('a text is UTF-8 with words in it', () => {
  const bytes = (s: string) => new TextEncoder().encode(s);
  fc.assert(fc.property(fc.stringMatching(/^[\p{L} .]*\p{L}$/u), (s) => void expect(isText(bytes(s))).toBe(true)));
  for (const no of [
    bytes(''),
    bytes(' \n'),
    bytes('a\u0000b'),
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
    Uint8Array.of(0xff, 0xfe),
  ])
    expect(isText(no)).toBe(false);
});

test.each([
  ['my_speech.txt', 'my speech'],
  ['.hidden', '.hidden'],
  ['v1.2 of it.md', 'v1.2 of it'],
])('%s is called %s', (name, title) => expect(titleOf(name)).toBe(title));

test('a fetched file is called as its map is, by a name that every system takes', () => {
  expect(downloadName('May others step in?', 'd9dc.argdown')).toBe('May others step in.argdown');
  expect(downloadName('a/b: "c"', 'x.tar.gz')).toBe('a b c.tar.gz');
  expect(downloadName(' ... ', 'x.json')).toBe('x.json');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const name = downloadName(title, 'id.json');
      expect(name).toMatch(/^[^.\s\\/:*?"<>|\u0000-\u001f][^\\/:*?"<>|\u0000-\u001f]*\.json$/u);
    }),
  );
});
