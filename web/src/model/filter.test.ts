import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attackedIn, authorsOf, conditions, noFilter, passer, type Filter } from './filter';
import { outlineOf, type Row } from './outline';
import { drawnRows } from './testing/rows';

const filters: fc.Arbitrary<Filter> = fc.record({
  openQuestions: fc.boolean(),
  attacked: fc.boolean(),
  author: fc.constantFrom(null, 'ann', 'bo'),
  paragraph: fc.constantFrom(null, 'p1'),
  label: fc.constantFrom(null, 'IN', 'OUT'),
});

// The same, said of rows: what the server's own filter does.
function attackedRows(rows: readonly Row[]): Set<string> {
  const attacks = rows.filter((r) => r.parent !== null && /REBUTS|UNDERMINES|UNDERCUTS/.test(r.role ?? ''));
  return new Set(attacks.map((r) => rows[r.parent!]!.element.id));
}

test('what is attacked is the element above the attack, never the other one on its line', () => {
  fc.assert(fc.property(drawnRows, (rows) => void expect(attackedIn(outlineOf(rows))).toEqual(attackedRows(rows))));
});

test('a line passes when an element on it meets each condition', () => {
  fc.assert(
    fc.property(drawnRows, filters, (rows, filter) => {
      const attacked = attackedRows(rows);
      const cited = (id: string) => id.endsWith('1');
      const passes = passer(filter, { attacked, cited });
      for (const line of outlineOf(rows).lines) {
        const meets = [line.element, line.relation].some((e) => {
          if (!e) return false;
          const { status, label } = e as { status?: string; label?: string };
          if (filter.openQuestions && status !== 'OPEN') return false;
          if (filter.attacked && !attacked.has(e.id)) return false;
          if (filter.author && e.author !== filter.author) return false;
          if (filter.paragraph && !cited(e.id)) return false;
          return !filter.label || label === filter.label;
        });
        expect(passes(line)).toBe(meets);
      }
    }),
  );
});

test('without a condition each line passes', () => {
  expect(conditions(noFilter)).toBe(0);
  fc.assert(
    fc.property(drawnRows, (rows) => {
      const passes = passer(noFilter, { attacked: new Set(), cited: () => false });
      expect(outlineOf(rows).lines.every(passes)).toBe(true);
    }),
  );
});

test('conditions are counted', () => {
  expect(conditions({ ...noFilter, attacked: true, label: 'OUT' })).toBe(2);
});

test('each line counts for one author', () => {
  fc.assert(
    fc.property(drawnRows, (rows) => {
      const { lines } = outlineOf(rows);
      const authors = authorsOf({ lines } as never);
      for (const { author, count } of authors)
        expect(lines.filter((l) => l.element.author === author).length).toBe(count);
      expect(authors.reduce((n, a) => n + a.count, 0)).toBe(lines.length);
    }),
  );
});
