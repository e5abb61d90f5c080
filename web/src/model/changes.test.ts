import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backwards, changesOf, fold, summary, type Op } from './changes';

// A history: each step gives some records a new value, or none.
const steps = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.nat(3)), { maxKeys: 4 }), {
  maxLength: 8,
});

function logOf(history: Record<string, number | null>[]): Op[][] {
  const now = new Map<string, number>();
  return history.map((step) =>
    Object.entries(step).map(([id, value]) => {
      const op = { type: 'voice', id, before: named(now.get(id)), after: named(value ?? undefined) };
      if (value === null) now.delete(id);
      else now.set(id, value);
      return op;
    }),
  );
}

const named = (n: number | undefined) => (n === undefined ? null : { id: 'x', name: `${n}` });

function carryOut(state: Map<string, unknown>, operations: readonly Op[]) {
  const next = new Map(state);
  for (const op of operations) {
    if (op.after === null) next.delete(op.id);
    else next.set(op.id, op.after);
  }
  return next;
}

test('folded operations come to the same as all of them', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const log = logOf(history).flat();
      expect(carryOut(new Map(), fold(log))).toEqual(carryOut(new Map(), log));
    }),
  );
});

test('from one to two and on to three is from one to three', () => {
  fc.assert(
    fc.property(steps, fc.nat(8), (history, at) => {
      const log = logOf(history);
      const [first, second] = [log.slice(0, at).flat(), log.slice(at).flat()];
      const sorted = (ops: Op[]) => ops.toSorted((a, b) => a.id.localeCompare(b.id));
      // What the first part changed and the second changed back is in neither.
      expect(sorted(fold([...fold(first), ...fold(second)]))).toEqual(sorted(fold([...first, ...second])));
    }),
  );
});

test('there and back is nothing', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const log = logOf(history).flat();
      const back = log.toReversed().map((op) => ({ ...op, before: op.after, after: op.before }));
      expect(fold([...log, ...back])).toEqual([]);
    }),
  );
});

const set = (type: string, after: Record<string, unknown>): Op => ({
  type,
  id: after.id as string,
  before: null,
  after,
});
const reason: Op[] = [
  set('element', { id: 'p', kind: 'CLAIM', text: 'The street is wet.' }),
  set('commitment', { id: 'w', claim: 'p', voice: 'v', act: 'ASSERTS' }),
  set('element', { id: 'i', kind: 'INFERENCE' }),
  set('link', { id: 'l1', role: 'PREMISE_OF', from: 'p', to: 'i' }),
  set('link', { id: 'l2', role: 'CONCLUDES', from: 'i', to: 'c' }),
];
const naming = (id: string) => (id === 'c' ? 'It has rained.' : undefined);

test('a reason is told with what it leads from and to, and its links are not told again', () => {
  const told = changesOf(reason, naming);
  expect(told.map(({ what, noun, words }) => [what, noun, words])).toEqual([
    ['added', 'Claim', 'The street is wet.'],
    ['added', 'Reason', '“The street is wet.” supports “It has rained.”'],
  ]);
  expect(summary(told)).toBe('1 claim, 1 reason added');
});

test('what was taken back is told as removed, with nowhere to go', () => {
  const back = reason.map((op) => ({ ...op, before: op.after, after: null }));
  expect(changesOf(back, naming).map((c) => [c.what, c.element])).toEqual([
    ['removed', null],
    ['removed', null],
  ]);
});

test.each([
  ['REBUT', 'denies the conclusion'],
  ['UNDERMINE', 'denies a reason'],
  ['UNDERCUT', 'breaks the step'],
])('a rebuttal of kind %s is told in plain words', (attack, words) => {
  const [told] = changesOf(
    [
      set('element', { id: 'r', kind: 'REBUTTAL', attack }),
      set('link', { id: 'l1', role: 'PREMISE_OF', from: 'q', to: 'r' }),
      set('link', { id: 'l2', role: 'ATTACKS', from: 'r', to: 'c' }),
    ],
    naming,
  );
  expect(told?.words).toBe(`an element that is gone – ${words}: “It has rained.”`);
});

test('a text that changed is told by what it was and is', () => {
  const before = { id: 'p', kind: 'CLAIM', text: 'It rains.' };
  const [told] = changesOf([{ type: 'element', id: 'p', before, after: { ...before, text: 'It rained.' } }]);
  expect(told).toMatchObject({
    what: 'changed',
    element: 'p',
    fields: [{ field: 'text', was: 'It rains.', theirs: 'It rained.' }],
  });
});

test('links and citations of what was there already are told by themselves', () => {
  const told = changesOf(
    [
      set('link', { id: 'l', role: 'ANSWERS', from: 'c', to: 'q' }),
      set('citation', { id: 'z', element: 'c', segments: [{ exact: 'wet' }, { exact: 'street' }] }),
      set('commitment', { id: 'w', claim: 'c', voice: 'v', act: 'DENIES' }),
    ],
    naming,
  );
  expect(told.map((c) => c.words)).toEqual([
    '“It has rained.” answers an element that is gone',
    '“wet … street” for “It has rained.”',
    'a voice denies “It has rained.”',
  ]);
});

test('backwards takes back what happened, and twice backwards is forwards', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const log = fold(logOf(history).flat());
      expect(carryOut(carryOut(new Map(), log), backwards(log))).toEqual(new Map());
      expect(backwards(backwards(log))).toEqual(log);
    }),
  );
});
