import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff, type Part } from './worddiff';

const texts = fc
  .array(fc.constantFrom('the', 'a', 'state', 'states', ' ', ' ', '.', 'é', '𝒳', '\n', 'לא'), { maxLength: 30 })
  .map((words) => words.join(' '));
const any = fc.oneof(texts, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const side = (parts: Part[], what: Part['what']) =>
  parts.flatMap((p) => (p.what === 'kept' || p.what === what ? [p.text] : [])).join('');

test('what is kept or taken out is the old text, what is kept or put in the new one', () => {
  fc.assert(
    fc.property(any, any, (before, after) => {
      const parts = wordDiff(before, after);
      expect([side(parts, 'out'), side(parts, 'in')]).toEqual([before, after]);
    }),
  );
});

test('a text keeps all of itself', () => {
  fc.assert(fc.property(any, (text) => void expect(wordDiff(text, text).every((p) => p.what === 'kept')).toBe(true)));
});

test('a word that is put in is all that changes', () => {
  fc.assert(
    fc.property(texts, texts, (start, end) => {
      const parts = wordDiff(`${start} ${end}`, `${start} quite ${end}`);
      expect(parts.filter((p) => p.what === 'out')).toEqual([]);
      expect(
        side(
          parts.filter((p) => p.what === 'in'),
          'in',
        ).trim(),
      ).toBe('quite');
    }),
  );
});

// The length of the longest common subsequence, by the table that everybody knows.
function common(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => next.push(x === y ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)));
    row = next;
  }
  return row[b.length]!;
}

test('no more is changed than has to be', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      // One word and one space for each, so that the spaces line up with the words.
      const kept = wordDiff(a.map((w) => w + ';').join(''), b.map((w) => w + ';').join(''))
        .filter((p) => p.what === 'kept')
        .map((p) => p.text)
        .join('');
      const tokens = (list: string[]) => list.flatMap((w) => [w, ';']);
      expect([...kept]).toHaveLength(common(tokens(a), tokens(b)));
    }),
  );
});

test('long texts without a common word end in time', () => {
  const long = (word: string) => Array.from({ length: 20_000 }, (_, i) => word + i).join(' ');
  expect(wordDiff(long('a'), long('b')).map((p) => p.what)).toContain('out');
});
