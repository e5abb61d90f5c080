import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn, pathWithin } from './clip';
import type { Box } from './boxes';
import type { Drawing, Link, Point } from './layout';
import { linkPath } from './strokes';

const place = fc.record({ x: fc.integer({ min: -60_000, max: 60_000 }), y: fc.integer({ min: 0, max: 400 }) });
const links = fc
  .record({ to: place, from: place, end: fc.constantFrom<Link['end'][]>('down', 'step', 'reason') })
  .map(({ to, from, end }) => {
    const own = { x: from.x, y: to.y + 100 + from.y };
    return { end, to, from: own, bend: own.y - 40 } as Link;
  });
const areas = fc
  .record({ x: fc.integer({ min: -70_000, max: 70_000 }), y: fc.integer({ min: -300, max: 300 }) })
  .map(({ x, y }): Box => ({ x, y, width: 2000, height: 900 }));

test('in the area a part of a link looks as the whole does', () => {
  fc.assert(
    fc.property(links, areas, (link, area) => {
      const part = walk(pathWithin(link, area));
      for (const point of walk(linkPath(link)).filter((p) => inside(p, area)))
        expect(Math.min(...part.map((p) => Math.hypot(p.x - point.x, p.y - point.y)))).toBeLessThan(8);
    }),
    { numRuns: 300 },
  );
});

test('a part of a link is no longer than the area, and adds nothing', () => {
  fc.assert(
    fc.property(links, areas, (link, area) => {
      const path = pathWithin(link, area);
      if (!path) return;
      const part = walk(path);
      const xs = part.map((p) => p.x);
      expect(Math.max(...xs) - Math.min(...xs)).toBeLessThanOrEqual(area.width + 2 * 40 + 1);
      const whole = walk(linkPath(link)).filter((p) => Math.abs(p.x - area.x - 1000) < 1200);
      for (const point of part.filter((p) => inside(p, area)))
        expect(Math.min(...whole.map((p) => Math.hypot(p.x - point.x, p.y - point.y)))).toBeLessThan(60);
    }),
    { numRuns: 100 },
  );
});

test('each link to a card of the area is drawn, and one for each bundle that leaves it', () => {
  const bundle = fc.array(links, { minLength: 1, maxLength: 60 }).map((list) =>
    list.map((link, i) => ({
      ...link,
      to: { x: 500 * (i % 3), y: 0 },
      line: { parent: { key: `p${i % 3}` } },
      stroke: i % 2 ? 'dashed' : 'solid',
      tone: 'attack',
    })),
  );
  fc.assert(
    fc.property(bundle, areas, (some, area) => {
      const all = some.map((_, i) => i);
      const chosen = drawn({ links: some } as unknown as Drawing, all, area);
      expect(new Set(chosen).size).toBe(chosen.length);
      const [there, gone] = [
        all.filter((i) => inside(some[i]!.from, area)),
        all.filter((i) => !inside(some[i]!.from, area)),
      ];
      for (const i of there) expect(chosen).toContain(i);
      // Three targets, two strokes, two sides.
      expect(chosen.length - there.length).toBeLessThanOrEqual(12);
      const wide = (i: number) => some[i]!.from.x - some[i]!.to.x;
      for (const i of gone)
        expect(
          chosen.some(
            (c) =>
              some[c]!.line.parent.key === some[i]!.line.parent.key &&
              some[c]!.stroke === some[i]!.stroke &&
              Math.abs(wide(c)) >= Math.abs(wide(i)) &&
              wide(c) < 0 === wide(i) < 0,
          ),
        ).toBe(true);
    }),
  );
});

const inside = ({ x, y }: Point, area: Box) =>
  x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height;

/** Points along a path, close to each other. */
function walk(path: string): Point[] {
  const points: Point[] = [];
  let at: Point = { x: 0, y: 0 };
  const along = (...control: Point[]) => {
    const length = control.reduce((sum, c) => sum + Math.abs(c.x - at.x) + Math.abs(c.y - at.y), 0);
    const steps = Math.max(4, Math.min(6000, Math.ceil(length / 10)));
    const from = at;
    for (let i = 0; i <= steps; i++) {
      let level = [from, ...control];
      const t = i / steps;
      while (level.length > 1)
        level = level.slice(1).map((p, k) => ({ x: mix(level[k]!.x, p.x, t), y: mix(level[k]!.y, p.y, t) }));
      points.push(level[0]!);
    }
    at = control.at(-1)!;
  };
  for (const [, letter, rest] of path.matchAll(/([MCQHV])([^MCQHV]*)/g)) {
    const n = (rest!.match(/-?[\d.]+/g) ?? []).map(Number);
    if (letter === 'M') at = { x: n[0]!, y: n[1]! };
    else if (letter === 'H') along({ x: n[0]!, y: at.y });
    else if (letter === 'V') along({ x: at.x, y: n[0]! });
    else along(...Array.from({ length: n.length / 2 }, (_, i) => ({ x: n[2 * i]!, y: n[2 * i + 1]! })));
  }
  return points;
}

const mix = (a: number, b: number, t: number) => a + (b - a) * t;
