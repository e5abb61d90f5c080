import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ago } from './ago';
import { openingWords } from './openings';
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

test.each([
  [null, ''],
  [0, 'no open questions'],
  [1, '1 open question'],
  [2, '2 open questions'],
  [1204, '1,204 open questions'],
])('%s of them are told as "%s"', (count, words) => expect(openingWords(count)).toBe(words));

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
