import { flextree, type FlexNode } from 'd3-flextree';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tidy, type Forest } from './tidy';

const gap = 10;

// Trees in preorder: each node names how far up the path to its predecessor its parent stands.
const size = fc.integer({ min: 1, max: 60 });
const trees = fc
  .array(fc.record({ up: fc.nat(4), width: size, height: size }), { minLength: 1, maxLength: 60 })
  .map((nodes): Forest => {
    const parent = new Int32Array(nodes.length);
    nodes.forEach(({ up }, i) => {
      let p = i - 1;
      for (let k = 0; k < up && p > 0; k++) p = parent[p]!;
      parent[i] = p;
    });
    return {
      parent,
      width: Float64Array.from(nodes, (n) => n.width),
      height: Float64Array.from(nodes, (n) => n.height),
    };
  });

test('nodes of one tree do not overlap, and keep the gap', () => {
  fc.assert(
    fc.property(trees, (forest) => {
      const { x, y } = tidy(forest, gap);
      for (let i = 0; i < x.length; i++) {
        for (let j = 0; j < i; j++) {
          const aside = Math.abs(x[i]! - x[j]!) - (forest.width[i]! + forest.width[j]!) / 2;
          const below = Math.max(y[i]! - y[j]! - forest.height[j]!, y[j]! - y[i]! - forest.height[i]!);
          expect(aside > gap - 1e-6 || below > -1e-6).toBe(true);
        }
      }
    }),
  );
});

test('a parent stands over the middle of its children, and they right below it, in their order', () => {
  fc.assert(
    fc.property(trees, (forest) => {
      const { x, y } = tidy(forest, gap);
      const children = new Map<number, number[]>();
      forest.parent.forEach((p, i) => p >= 0 && children.set(p, [...(children.get(p) ?? []), i]));
      for (const [p, kids] of children) {
        const [first, last] = [kids[0]!, kids.at(-1)!];
        const middle = (x[first]! - forest.width[first]! / 2 + x[last]! + forest.width[last]! / 2) / 2;
        expect(x[p]).toBeCloseTo(middle, 6);
        for (const kid of kids) expect(y[kid]).toBe(y[p]! + forest.height[p]!);
        expect(kids.map((k) => x[k]!)).toEqual(kids.map((k) => x[k]!).sort((a, b) => a - b));
      }
    }),
  );
});

test('the places are those of d3-flextree', () => {
  fc.assert(
    fc.property(trees, (forest) => {
      const { x } = tidy(forest, gap);
      const theirs = witness(forest);
      expect([...x].map((v) => v - x[0]!)).toEqual(theirs.map((v) => expect.closeTo(v - theirs[0]!, 6)));
    }),
  );
});

interface Datum {
  i: number;
  size: [number, number];
  children: Datum[];
}

function witness({ parent, width, height }: Forest): number[] {
  const data: Datum[] = [...parent].map((_, i) => ({ i, size: [width[i]!, height[i]!], children: [] }));
  parent.forEach((p, i) => p >= 0 && data[p]!.children.push(data[i]!));
  const layout = flextree<Datum>({ spacing: () => gap });
  const x: number[] = [];
  layout(layout.hierarchy(data[0]!)).each((node: FlexNode<Datum>) => (x[node.data.i] = node.x));
  return x;
}

test('a parent that leads stands over its first child', () => {
  fc.assert(
    fc.property(trees, fc.infiniteStream(fc.boolean()), (forest, leads) => {
      const lead = Uint8Array.from(forest.parent, () => Number(leads.next().value));
      const { x } = tidy({ ...forest, lead }, gap);
      const seen = new Set<number>();
      forest.parent.forEach((p, i) => {
        if (p >= 0 && !seen.has(p) && lead[p]) expect(x[i]).toBeCloseTo(x[p]!, 6);
        seen.add(p);
      });
    }),
  );
});

test('a chain of a hundred thousand is laid out, and so is a fan', () => {
  const n = 100_000;
  const same = { width: new Float64Array(n).fill(20), height: new Float64Array(n).fill(30) };
  const chain = tidy({ parent: Int32Array.from({ length: n }, (_, i) => i - 1), ...same }, gap);
  expect(chain.y[n - 1]).toBe(30 * (n - 1));
  const fan = tidy({ parent: Int32Array.from({ length: n }, (_, i) => (i ? 0 : -1)), ...same }, gap);
  expect(fan.x[n - 1]! - fan.x[1]!).toBeCloseTo(30 * (n - 2), 3);
});
