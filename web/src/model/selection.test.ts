import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passagesOf, type Piece } from './selection';

const unit = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.constantFrom(' ', '\n', '\u00a0', '\t') },
  { weight: 1, arbitrary: fc.constantFrom('👨‍👩‍👧', 'e\u0301', '🇨🇦', ' \u0301', '😀', 'سَ', 'שָׁ') },
);
const pieces: fc.Arbitrary<Piece> = fc
  .array(unit, { maxLength: 12 })
  .map((units) => units.join(''))
  .chain((text) =>
    fc.record({
      paragraph: fc.constant('p'),
      text: fc.constant(text),
      from: fc.nat(text.length),
      to: fc.nat(text.length),
    }),
  );
const borders = (text: string) =>
  new Set(
    [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map((c) => c.index).concat(text.length),
  );

test('a passage is what stands at its offsets, and ends at borders of characters', () => {
  fc.assert(
    fc.property(pieces, (piece) => {
      for (const { start, end, exact } of passagesOf([piece])) {
        expect(exact).toBe(piece.text.slice(start, end));
        expect(borders(piece.text).has(start) && borders(piece.text).has(end)).toBe(true);
        expect(exact.isWellFormed()).toBe(piece.text.isWellFormed() || exact.isWellFormed());
        expect(start).toBeLessThan(end);
      }
    }),
  );
});

test('it keeps every word that was selected, and begins and ends with one', () => {
  fc.assert(
    fc.property(pieces, (piece) => {
      const [low, high] = [Math.min(piece.from, piece.to), Math.max(piece.from, piece.to)];
      const selected = piece.text.slice(low, high);
      const [passage] = passagesOf([piece]);
      if (!passage) return void expect(selected.trim() === '').toBe(true);
      const lead = selected.length - selected.trimStart().length;
      const tail = selected.length - selected.trimEnd().length;
      if (selected.trim()) {
        expect(passage.start).toBeLessThanOrEqual(low + lead);
        expect(passage.end).toBeGreaterThanOrEqual(high - tail);
      }
      const clusters = [...new Intl.Segmenter('und').segment(passage.exact)];
      expect(clusters[0]!.segment.trim()).not.toBe('');
      expect(clusters.at(-1)!.segment.trim()).not.toBe('');
    }),
  );
});

test('the way in which a selection was drawn makes no difference', () => {
  fc.assert(
    fc.property(pieces, (piece) => {
      expect(passagesOf([{ ...piece, from: piece.to, to: piece.from }])).toEqual(passagesOf([piece]));
    }),
  );
});

test('a selection over paragraphs gives one passage for each that has words in it', () => {
  const across = [
    { paragraph: 'a', text: 'One two. ', from: 4, to: 9 },
    { paragraph: 'b', text: '  \n', from: 0, to: 3 },
    { paragraph: 'c', text: '😀 three', from: 1, to: 3 },
  ];
  expect(passagesOf(across)).toEqual([
    { paragraph: 'a', start: 4, end: 8, exact: 'two.' },
    { paragraph: 'c', start: 0, end: 2, exact: '😀' },
  ]);
});
