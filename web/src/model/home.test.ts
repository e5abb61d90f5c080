import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ago } from './ago';
import { openingsOf, openingWords } from './openings';
import { latest } from './recent';

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23T11:59:30Z', 'just now'],
  ['2026-11-23T11:58:00.000001Z', '2 minutes ago'],
  ['2026-11-23T09:00:00Z', '3 hours ago'],
  ['2026-11-22T11:00:00Z', 'yesterday'],
  ['2025-01-01T00:00:00Z', 'last year'],
  ['when', 'when'],
])('%s is %s', (time, words) => expect(ago(time, now)).toBe(words));

test('every question is counted for its map, and a page that is not all says so', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), fc.boolean(), (maps, hasNextPage) => {
      const openings = openingsOf({ nodes: maps.map((id) => ({ map: { id } })), pageInfo: { hasNextPage } });
      expect([...openings.of.values()].reduce((a, b) => a + b, 0)).toBe(maps.length);
      for (const map of ['a', 'b', 'd']) {
        const n = maps.filter((m) => m === map).length;
        const words = openingWords(openings, map);
        if (n) expect(words).toBe(`${hasNextPage ? 'at least ' : ''}${n} open question${n === 1 ? '' : 's'}`);
        else expect(words).toBe(hasNextPage ? '' : 'no open questions');
      }
    }),
  );
});

test('the latest changes come first, whatever map they are of', () => {
  const change = fc.record({
    revision: fc.nat(99),
    time: fc.integer({ min: 0, max: 1e12 }).map((t) => new Date(t).toISOString()),
  });
  const maps = fc.array(
    fc.record({ id: fc.string(), title: fc.string(), history: fc.record({ nodes: fc.array(change) }) }),
  );
  fc.assert(
    fc.property(maps, fc.nat(20), (list, limit) => {
      const found = latest(list, limit);
      const all = list
        .flatMap((m) => m.history.nodes)
        .map((c) => Date.parse(c.time))
        .sort((a, b) => b - a);
      expect(found.map((f) => Date.parse(f.change.time))).toEqual(all.slice(0, limit));
    }),
  );
});
