import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finder, fold, piecesOf } from './find';
import { outlineOf } from './outline';
import { drawnRows } from './testing/rows';

const letters = fc.constantFrom(...'aAáÁàbBßİıiΣσςée\u0301ç ǅ', '戦', '争', '𝔸', '👩‍🚀', 'ﬁ', '한');
const texts = fc.oneof(
  fc.array(letters, { maxLength: 30 }).map((l) => l.join('')),
  fc.string({ unit: 'grapheme' }),
);

test('the pieces of a text are the text, and the hits are what was looked for', () => {
  fc.assert(
    fc.property(texts, texts, (text, words) => {
      const pieces = piecesOf(text, words);
      expect(pieces.map((p) => p.text).join('')).toBe(text);
      for (const { text: said, hit } of pieces) if (hit) expect(fold(said)).toContain(fold(words.trim()));
      const wanted = fold(words.trim());
      expect(pieces.some((p) => p.hit)).toBe(wanted !== '' && fold(text).includes(wanted));
    }),
  );
});

test('what is cut out of a text is found in it', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
      const characters = [...text];
      const words = characters
        .slice(a % (characters.length || 1))
        .slice(0, 1 + (b % 5))
        .join('');
      fc.pre(fold(words.trim()) !== '');
      expect(piecesOf(text, words.toUpperCase().toLowerCase()).length).toBeGreaterThan(0);
      expect(piecesOf(text, words).some((p) => p.hit)).toBe(true);
    }),
  );
});

test.each([
  ['Élan vital', 'elan', ['Élan']],
  ['STRASSE', 'strasse', ['STRASSE']],
  ['ΟΔΟΣ', 'οδος', ['ΟΔΟΣ']],
  ['war and War', 'war', ['war', 'War']],
  ['e\u0301te\u0301', 'é', ['e\u0301', 'e\u0301']],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['戦争は終わる', '終', ['終']],
  ['nothing', '  ', []],
])('in %s, %s is found at %j', (text, words, hits) => {
  expect(
    piecesOf(text, words)
      .filter((p) => p.hit)
      .map((p) => p.text),
  ).toEqual(hits);
});

test('a line is found by its words, and a question by its full form too', () => {
  fc.assert(
    fc.property(drawnRows, fc.constantFrom('ELAN', 'in full', 'war', '', ' '), (rows, words) => {
      const found = finder(words);
      for (const line of outlineOf(rows).lines) {
        const { element, relation } = line;
        const said = [element.text, relation?.text, element.__typename === 'Question' ? element.resolvedText : ''];
        expect(found(line)).toBe(said.some((s) => s && piecesOf(s, words).some((p) => p.hit)));
      }
    }),
  );
});
