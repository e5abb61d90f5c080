import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faceOf, type Fonts } from './face';
import { drawingOf, mirrored } from './layout';
import { outlineOf } from './outline';
import { linesOf, signsOf, strandsOf } from './strands';
import { linkPath } from './strokes';
import { drawnRows } from './testing/rows';

const fonts: Fonts = { words: (t) => 7 * t.length, note: (t) => 6 * t.length, head: (t) => 6 * t.length };
const drawings = fc.tuple(drawnRows, fc.boolean()).map(([rows, turned]) => {
  const drawing = drawingOf(outlineOf(rows), new Set(), (line) => faceOf(line, fonts, 10));
  return turned ? mirrored(drawing) : drawing;
});

test('links that look alike are one strand, and no link is left out', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const all = drawing.links.map((_, i) => i);
      const everywhere = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
      const strands = strandsOf(drawing, all, everywhere, (link) => link.line.depth % 2 === 0);
      expect(new Set(strands.map((s) => s.key)).size).toBe(strands.length);
      for (const { stroke, tone, strong, path } of strands) {
        const those = drawing.links.filter(
          (l) => l.stroke === stroke && l.tone === tone && (l.line.depth % 2 === 0) === strong,
        );
        expect(path).toBe(those.map((l) => linkPath(l)).join(''));
      }
      expect(strands.reduce((sum, s) => sum + s.path.split('M').length - 1, 0)).toBe(all.length);
    }),
  );
});

test('from afar every badge has its circle, and a plus, a cross and a question mark their strokes', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const badges = drawing.links.filter((l) => l.badge);
      const all = signsOf(
        drawing,
        drawing.links.map((_, i) => i),
      );
      const moves = (path: string) => path.match(/M/g)?.length ?? 0;
      expect(all.reduce((sum, s) => sum + moves(s.circles), 0)).toBe(badges.length);
      for (const { tone, signs } of all) {
        const some = badges.filter((l) => l.tone === tone);
        const strokes = some.reduce((sum, l) => sum + ({ '+': 2, '×': 1, '?': 2 }[l.sign] ?? 0), 0);
        expect(moves(signs)).toBe(strokes);
      }
    }),
  );
});

test('the lines that stand for words are as many as the lines of words, and within their card', () => {
  fc.assert(
    fc.property(drawings, ({ cards }) => {
      for (const { face } of cards) {
        const lines = [...linesOf(face).matchAll(/M(-?\d+) (-?\d+)h(-?\d+)/g)].map((m) => m.slice(1).map(Number));
        expect(lines.length).toBe(face.texts.length);
        for (const [x, y, long] of lines) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x! + long!).toBeLessThanOrEqual(face.width);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThan(face.height);
        }
      }
    }),
  );
});
