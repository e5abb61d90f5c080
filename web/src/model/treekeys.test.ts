import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf } from './outline';
import { shownLines } from './shown';
import { drawnRows } from './testing/rows';
import { stepOf } from './treekeys';
import { together, typedMore, typeTo } from './typeahead';

const marks = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter', ' ', '*', 'x', 'Tab'];
const trees = fc
  .tuple(drawnRows, marks, fc.nat())
  .map(([rows, open, n]) => {
    const shown = shownLines(outlineOf(rows), (l) => open[l.index]!, null);
    return { shown, at: shown.length ? n % shown.length : 0 };
  })
  .filter(({ shown }) => shown.length > 0);

test('a key leads to a line that is shown', () => {
  fc.assert(
    fc.property(trees, fc.constantFrom(...keys), ({ shown, at }, key) => {
      const step = stepOf(key, shown, at);
      if (step?.do === 'go') expect(shown[step.to]).toBeDefined();
      else if (step) expect(step.at).toBe(at);
    }),
  );
});

test('up undoes down, and both stop at the ends', () => {
  fc.assert(
    fc.property(trees, ({ shown, at }) => {
      const last = shown.length - 1;
      expect(stepOf('ArrowDown', shown, at)).toEqual({ do: 'go', to: Math.min(at + 1, last) });
      expect(stepOf('ArrowUp', shown, at)).toEqual({ do: 'go', to: Math.max(at - 1, 0) });
      expect(stepOf('Home', shown, at)).toEqual({ do: 'go', to: 0 });
      expect(stepOf('End', shown, at)).toEqual({ do: 'go', to: last });
    }),
  );
});

test('right opens what is closed, then goes in; left closes what is open, then goes out', () => {
  fc.assert(
    fc.property(trees, ({ shown, at }) => {
      const { open, line } = shown[at]!;
      const right = stepOf('ArrowRight', shown, at);
      const left = stepOf('ArrowLeft', shown, at);
      if (open === null) expect(right).toBeNull();
      else if (open) expect(right?.do === 'go' && shown[right.to]!.line).toBe(line.children[0]);
      else expect(right).toEqual({ do: 'open', at });
      if (open) expect(left).toEqual({ do: 'close', at });
      else if (line.parent) expect(left?.do === 'go' && shown[left.to]!.line).toBe(line.parent);
      else expect(left).toBeNull();
    }),
  );
});

test('where the page is written from right to left, left and right change places', () => {
  fc.assert(
    fc.property(trees, ({ shown, at }) => {
      expect(stepOf('ArrowLeft', shown, at, true)).toEqual(stepOf('ArrowRight', shown, at));
      expect(stepOf('ArrowRight', shown, at, true)).toEqual(stepOf('ArrowLeft', shown, at));
      expect(stepOf('ArrowDown', shown, at, true)).toEqual(stepOf('ArrowDown', shown, at));
    }),
  );
});

test('other keys are left alone, and nothing happens in an empty tree', () => {
  fc.assert(
    fc.property(trees, ({ shown, at }) => void expect(stepOf('Tab', shown, at) ?? stepOf('q', shown, at)).toBeNull()),
  );
  for (const key of keys) expect(stepOf(key, [], 0)).toBeNull();
});

const texts = fc.array(fc.constantFrom('war', 'Wars end', '[The] war', 'élan', 'Elan vital', '戦争', '“So”', ''), {
  minLength: 1,
  maxLength: 12,
});

test('letters lead to the next line that begins with them, around the end', () => {
  const cases = fc.tuple(
    texts,
    fc.nat(),
    fc.constantFrom('w', 'wa', 'wars', 'e', 'el', 'É', 'the', 's', '戦', 'x', 'ww'),
  );
  fc.assert(
    fc.property(cases, ([list, n, letters]) => {
      const from = n % list.length;
      const starts = (t: string, w: string) =>
        t.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/^[[“]/, '').startsWith(w);
      const wanted = letters.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
      const word = /^w+$/.test(wanted) ? 'w' : wanted;
      const first = [...wanted].length === 1 || word === 'w' ? from + 1 : from;
      const order = list.map((_, k) => (first + k) % list.length);
      expect(typeTo(list.length, (i) => list[i]!, from, letters)).toBe(order.find((i) => starts(list[i]!, word)) ?? -1);
    }),
  );
});

test('letters belong together until a pause', () => {
  const a = typedMore(null, 'a', 1_000);
  expect(typedMore(a, 'b', 1_000 + together - 1).letters).toBe('ab');
  expect(typedMore(a, 'b', 1_000 + together).letters).toBe('b');
});
