import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf } from './outline';
import { printedOf } from './printed';
import { drawnRows } from './testing/rows';

test('every line is printed once, under a number that says where it hangs, up to the most there may be', () => {
  fc.assert(
    fc.property(drawnRows, fc.nat(80), (rows, most) => {
      const outline = outlineOf(rows);
      const { lines, left } = printedOf(outline, () => [], most);
      expect(lines.length).toBe(Math.min(most, outline.lines.length));
      expect(lines.length + left).toBe(outline.lines.length);
      expect(lines.map((l) => l.key)).toEqual(outline.lines.slice(0, most).map((l) => l.key));
      expect(new Set(lines.map((l) => l.number)).size).toBe(lines.length);
      const numberOf = new Map(lines.map((l) => [l.key, l.number]));
      lines.forEach(({ number, depth, again }, i) => {
        const { parent, reference } = outline.lines[i]!;
        expect(number.split('.').length).toBe(depth + 1);
        if (parent) expect(number.replace(/\.\d+$/, '')).toBe(numberOf.get(parent.key));
        expect(again).toBe(reference ? numberOf.get(reference.key) : null);
      });
    }),
  );
});

test('each line says in words what evaluation says, and where it is said, each paragraph once', () => {
  fc.assert(
    fc.property(drawnRows, fc.array(fc.nat(9)), (rows, ordinals) => {
      const outline = outlineOf(rows);
      printedOf(outline, () => ordinals).lines.forEach(({ verdict, paragraphs }, i) => {
        const { element, reference } = outline.lines[i]!;
        const sorted = [...new Set(ordinals)].sort((a, b) => a - b);
        expect(paragraphs).toEqual(reference ? [] : sorted);
        if (element.__typename === 'Question') {
          expect(verdict).toBe(element.status === 'OPEN' ? '○ open' : '● answered');
        } else if ('label' in element && element.label) {
          const words = { IN: '✓ accepted', OUT: '✕ not accepted', UNDECIDED: '~ undecided' }[element.label];
          expect(verdict.split(' · ')[0]).toBe(words);
        }
      });
    }),
  );
});
