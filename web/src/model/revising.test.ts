import { expect, test } from 'vitest';
import fc from 'fast-check';
import { moved, orderPlan, redirectPlan, rowPlan, stancesPlan, uncitePlan, type Stance } from './revising';

const acts = ['ASSERTS', 'CONCEDES', 'DENIES', 'SUPPOSES'] as const;
const stance = fc.record({
  id: fc.uuid(),
  act: fc.constantFrom(...acts),
  voice: fc.record({ id: fc.uuid() }),
  reportedBy: fc.option(fc.record({ id: fc.uuid() })),
});

test('what becomes of stances is what was chosen, and the others are not touched', () => {
  const change = fc.constantFrom(...acts, 'NONE' as const, undefined);
  fc.assert(
    fc.property(fc.array(fc.tuple(stance, change), { maxLength: 8 }), (drawn) => {
      const was: Stance[] = drawn.map(([s]) => s);
      const changes = Object.fromEntries(drawn.flatMap(([s, c]) => (c ? [[s.id, c]] : [])));
      const { operations } = stancesPlan('claim', was, changes, null);
      // Carried out as the server does: what is removed goes, what is committed comes.
      const gone = new Set(operations.flatMap((o) => (o.remove ? [o.remove] : [])));
      const now = [
        ...was.filter((s) => !gone.has(s.id)).map((s) => `${s.voice.id} ${s.act} ${s.reportedBy?.id}`),
        ...operations.flatMap(({ commit: c }) =>
          c ? [`${c.commitment.voice} ${c.commitment.act} ${c.commitment.reportedBy ?? undefined}`] : [],
        ),
      ];
      const wanted = drawn.flatMap(([s, c]) =>
        c === 'NONE' ? [] : [`${s.voice.id} ${c ?? s.act} ${s.reportedBy?.id}`],
      );
      expect(now.sort()).toEqual(wanted.sort());
      for (const [s, c] of drawn) expect(gone.has(s.id)).toBe(c !== undefined && c !== s.act);
    }),
  );
});

test('a stance of somebody new makes their voice first, and its faults are shown there', () => {
  const plan = stancesPlan('c', [], {}, { who: 'new', act: 'DENIES', name: ' Critics ', kind: 'REPORTED' });
  expect(plan.operations).toEqual([
    { addVoice: { ref: 'voice', name: 'Critics', kind: 'REPORTED' } },
    { commit: { claim: 'c', commitment: { voice: 'voice', act: 'DENIES' } } },
  ]);
  expect(plan.places).toEqual({ 'operations[0]': 'speaker', 'operations[1]': 'speaker' });
});

test('a move keeps all items, and is taken back by the move back', () => {
  const list = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(list, fc.nat(), fc.constantFrom(-1, 1), (items, n, by) => {
      const item = items[n % items.length]!;
      const after = moved(items, item, by);
      expect([...after].sort()).toEqual([...items].sort());
      const there = items.indexOf(item) + by;
      if (there < 0 || there >= items.length) expect(after).toEqual(items);
      else {
        expect(after.indexOf(item)).toBe(there);
        expect(moved(after, item, -by)).toEqual(items);
      }
    }),
  );
});

test('a row in another order keeps its places, and only what moved is touched', () => {
  const ordinals = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(ordinals, fc.infiniteStream(fc.nat()), (drawn, random) => {
      const was = [...drawn].sort((a, b) => a - b).map((ordinal, i) => ({ id: `q${i}`, ordinal }));
      const order = was.map((q) => q.id);
      for (let i = order.length - 1; i > 0; i--) {
        const j = random.next().value! % (i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      const { operations } = orderPlan(was, order);
      const now = new Map<string, number>(was.map((q) => [q.id, q.ordinal]));
      for (const { updateElement } of operations) {
        const u = updateElement as { id: string; ordinal: number };
        expect(now.get(u.id)).not.toBe(u.ordinal);
        now.set(u.id, u.ordinal);
      }
      expect([...now].sort((a, b) => a[1] - b[1]).map(([id]) => id)).toEqual(order);
      expect([...now.values()].sort((a, b) => a - b)).toEqual(was.map((q) => q.ordinal));
    }),
  );
});

test('a question goes to another row, to a new one, or out; a row that it leaves empty goes', () => {
  expect(rowPlan('q', { row: 'r' }, { id: 'old', questions: 2 }).operations).toEqual([
    { updateElement: { id: 'q', row: 'r' } },
  ]);
  expect(rowPlan('q', { antecedent: ' the aid ' }, { id: 'old', questions: 1 }).operations).toEqual([
    { addRow: { ref: 'row', antecedent: 'the aid' } },
    { updateElement: { id: 'q', row: 'row' } },
    { remove: 'old' },
  ]);
  expect(rowPlan('q', null, null).operations).toEqual([{ updateElement: { id: 'q', row: null } }]);
});

test('citations go by their ids, and a relation leads where it is aimed', () => {
  expect(uncitePlan(['a', 'b']).operations).toEqual([{ remove: 'a' }, { remove: 'b' }]);
  expect(redirectPlan('r', { target: 't', against: null }).operations).toEqual([
    { redirect: { relation: 'r', target: 't', against: null } },
  ]);
});
