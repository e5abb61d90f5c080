import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CitationRole, CitingElementFragment } from '../api/generated';
import { indexOf, telling, type Commitment } from './citations';

const roles: CitationRole[] = ['WORDS', 'CUE', 'BASIS', 'ANTECEDENT'];
const segment = fc
  .record({ ordinal: fc.integer({ min: 1, max: 4 }), start: fc.nat(20), length: fc.integer({ min: 1, max: 9 }) })
  .map(({ ordinal, start, length }) => ({ paragraph: { id: `p${ordinal}`, ordinal }, start, end: start + length }));
const citation = fc.record({
  id: fc.uuid(),
  role: fc.constantFrom(...roles),
  source: fc.record({ id: fc.constantFrom('s', 't') }),
  segments: fc.array(segment, { minLength: 1, maxLength: 3 }),
});
const claim = fc.record({
  __typename: fc.constant('Claim' as const),
  id: fc.uuid(),
  citations: fc.array(citation, { maxLength: 3 }),
  commitments: fc.constant<Commitment[]>([]),
});
const question = fc.record({
  __typename: fc.constant('Question' as const),
  id: fc.uuid(),
  citations: fc.array(citation, { maxLength: 3 }),
  ordinal: fc.integer({ min: 1, max: 9 }),
  row: fc.option(fc.record({ id: fc.constantFrom('r', 'q'), antecedent: fc.constant('this') })),
});
const maps: fc.Arbitrary<CitingElementFragment[]> = fc.uniqueArray(fc.oneof(claim, question), {
  selector: (e) => e.id,
  maxLength: 12,
});

test('each cited stretch stands once below its paragraph and once below its element', () => {
  fc.assert(
    fc.property(maps, (elements) => {
      const { byParagraph, byElement } = indexOf(elements);
      const wanted = elements.flatMap((e) =>
        e.citations.flatMap((c) => c.segments.map((s) => [e.id, c.id, s.paragraph.id, s.start, s.end].join())),
      );
      for (const marks of [byParagraph, byElement].map((m) => [...m.values()].flat())) {
        const found = marks.map((m) => [m.element, m.citation, m.paragraph, m.start, m.end].join());
        expect(found.sort()).toEqual(wanted.toSorted());
      }
      for (const [id, marks] of byParagraph) expect(marks.every((m) => m.paragraph === id)).toBe(true);
      for (const [id, marks] of byElement) expect(marks.every((m) => m.element === id)).toBe(true);
    }),
  );
});

test('it is the same whatever the order in which elements were read', () => {
  const plain = (elements: CitingElementFragment[]) => {
    const { byParagraph, byElement, rowOf, commitments } = indexOf(elements);
    return [byParagraph, byElement, rowOf, commitments].map((found) => new Map<string, unknown>(found));
  };
  fc.assert(
    fc.property(
      maps.chain((m) => fc.tuple(fc.constant(m), fc.shuffledSubarray(m, { minLength: m.length }))),
      ([elements, others]) => {
        expect(plain(others)).toEqual(plain(elements));
      },
    ),
  );
});

test('marks stand in reading order, and what holds the words comes before what only helps', () => {
  fc.assert(
    fc.property(maps, (elements) => {
      const { byParagraph, byElement } = indexOf(elements);
      for (const marks of byParagraph.values()) {
        marks.slice(1).forEach((b, i) => {
          const a = marks[i]!;
          expect(a.start < b.start || (a.start === b.start && a.end >= b.end)).toBe(true);
        });
      }
      for (const marks of byElement.values()) {
        const ranks = marks.map((m) => roles.indexOf(m.role));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('a row has its questions in their order, and each of them leads to it', () => {
  fc.assert(
    fc.property(maps, (elements) => {
      const { rowOf } = indexOf(elements);
      for (const e of elements) {
        if (e.__typename !== 'Question') continue;
        const row = rowOf.get(e.id);
        expect(row?.id).toBe(e.row?.id);
        if (!row) continue;
        expect(row.questions.map((q) => q.id)).toContain(e.id);
        const places = row.questions.map((q) => q.ordinal);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('words and signs are telling, antecedents and grounds are not', () => {
  expect(roles.map(telling)).toEqual([true, true, false, false]);
});
