import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faceOf, type Fonts } from './face';
import { drawingOf } from './layout';
import { outlineOf, type Row } from './outline';
import { meet, type Box } from './boxes';
import { paper, sheetsOf } from './sheets';
import { most, pictureOf, pixelScale } from './svg';

const fonts: Fonts = { words: (t) => 7 * t.length, note: (t) => 6 * t.length, head: (t) => 6 * t.length };
const drawn = (texts: string[]) => {
  const rows = texts.map((text, i) => ({
    element: { __typename: 'Claim', id: `e${i}`, text, author: 'a', label: 'IN' },
    parent: null,
    role: null,
    depth: 0,
    occurrenceId: `o${i}`,
    childCount: 0,
    reference: null,
    context: false,
    cut: false,
  })) as unknown as Row[];
  return drawingOf(outlineOf(rows), new Set(), (line) => faceOf(line, fonts, Infinity));
};
const any = fc.string({ unit: 'binary', maxLength: 60 });
const unescaped = (s: string) =>
  s.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

test('a picture holds every word, whatever was typed, and nothing that XML cannot hold', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), any, (texts, title) => {
      const { svg } = pictureOf(drawn(texts), title, 'd');
      expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(svg.isWellFormed()).toBe(true);
      // Between the marks there is no mark.
      expect(svg.replace(/<\/?[a-z?][^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/);
      const said = [...svg.matchAll(/<text class="words"[^>]*>([^<]*)</g)].map((m) => unescaped(m[1]!)).join('');
      const held = texts.map((t) =>
        [...t].map((c) => (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(c) ? '\uFFFD' : c)).join(''),
      );
      const bare = (s: string) => s.replace(/[\s\u000b\u000c\uFFFD]/g, '');
      expect(bare(said)).toBe(held.map(bare).join(''));
    }),
  );
});

test('a picture of pixels keeps to what a canvas takes', () => {
  const side = fc.integer({ min: 50, max: 200_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const scale = pixelScale({ width, height });
      if (scale === null) return;
      expect(scale * Math.max(width, height)).toBeLessThanOrEqual(most.side + 1e-6);
      expect(scale * scale * width * height).toBeLessThanOrEqual(most.area * (1 + 1e-9));
    }),
  );
  expect(pixelScale({ width: 1000, height: 700 })).toBe(2);
  expect(pixelScale({ width: 500_000, height: 700 })).toBe(null);
});

test('every card is whole on a sheet, and sheets have the shape of paper', () => {
  const card = fc.record({
    x: fc.nat(8000),
    y: fc.nat(3000),
    width: fc.integer({ min: 90, max: 264 }),
    height: fc.integer({ min: 38, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(card, { minLength: 1, maxLength: 40 }), (cards: Box[]) => {
      const [x, y] = [Math.min(...cards.map((c) => c.x)), Math.min(...cards.map((c) => c.y))];
      const bounds = {
        x,
        y,
        width: Math.max(...cards.map((c) => c.x + c.width)) - x,
        height: Math.max(...cards.map((c) => c.y + c.height)) - y,
      };
      const sheets = sheetsOf(bounds, cards);
      for (const c of cards) {
        const whole = sheets.some(
          (s) =>
            s.x <= c.x + 1e-6 &&
            s.y <= c.y + 1e-6 &&
            s.x + s.width >= c.x + c.width - 1e-6 &&
            s.y + s.height >= c.y + c.height - 1e-6,
        );
        expect(whole).toBe(true);
      }
      for (const s of sheets) {
        expect(s.width / s.height).toBeCloseTo(paper.width / paper.height, 6);
        expect(cards.some((c) => meet(c, s))).toBe(true);
      }
    }),
  );
});
