// Links in an area. The card of a link may stand so far aside that the dashes of the whole path would take half a
// second to paint; what cannot be seen of it is left out.
import { has, type Box } from './boxes';
import type { Drawing, Link, Point } from './layout';
import { linkPath } from './strokes';

/** How far a path goes on beyond the area, so that its round ends lie outside. */
const margin = 40;

/**
 * Of the links that meet an area those to draw: each whose card is there. Of the others, which come from one card and
 * leave the area on one side as a bundle, the outermost stands for all that look like it.
 */
export function drawn({ links }: Drawing, numbers: readonly number[], area: Box): number[] {
  const outermost = new Map<string, number>();
  const own: number[] = [];
  const length = (i: number) => Math.abs(links[i]!.from.x - links[i]!.to.x);
  for (const i of numbers) {
    const { line, stroke, tone, from, to } = links[i]!;
    if (has(area, from)) {
      own.push(i);
      continue;
    }
    const key = `${line.parent!.key} ${stroke} ${tone} ${from.x < to.x} ${to.y}`;
    const most = outermost.get(key);
    if (most === undefined || length(i) > length(most)) outermost.set(key, i);
  }
  return [...own, ...outermost.values()];
}

/** The path of a link as far as it can be seen in an area; empty when it cannot. */
export function pathWithin(link: Link, area: Box): string {
  const { from, to, end } = link;
  const [left, right] = [area.x - margin, area.x + area.width + margin];
  if (Math.max(from.x, to.x) < left || Math.min(from.x, to.x) > right) return '';
  if (Math.abs(from.x - to.x) <= area.width) return linkPath(link);
  if (end === 'down') return curveWithin(link, left, right);
  const near = ({ x, y }: Point): Point => ({ x: Math.min(right, Math.max(left, x)), y });
  return linkPath({ ...link, from: near(from), to: near(to) });
}

// A link that leads down is a curve whose ends are upright: x goes as 3t² - 2t³, which has an inverse.
function curveWithin({ from, to, bend }: Link, left: number, right: number): string {
  const at = (x: number) => {
    const part = Math.min(1, Math.max(0, (x - to.x) / (from.x - to.x)));
    return 0.5 - Math.sin(Math.asin(1 - 2 * part) / 3);
  };
  const [a, b] = [at(left), at(right)].sort((p, q) => p - q) as [number, number];
  const middle = (to.y + bend) / 2;
  const xs = piece([to.x, to.x, from.x, from.x], a, b);
  const ys = piece([to.y, middle, middle, bend], a, b);
  const [start, ...rest] = xs.map((x, i) => `${round(x)} ${round(ys[i]!)}`);
  return `M${start}C${rest.join(' ')}${b === 1 ? `V${round(from.y)}` : ''}`;
}

type Four = [number, number, number, number];

// piece gives the control values of a part of a cubic curve, by its blossom (L. Ramshaw, "Blossoms are polar forms",
// Computer Aided Geometric Design 6 (1989), 323-358).
function piece([p, q, r, s]: Four, a: number, b: number): number[] {
  const mix = (u: number, v: number, t: number) => u + (v - u) * t;
  const blossom = (x: number, y: number, z: number) => {
    const [one, two, three] = [mix(p, q, x), mix(q, r, x), mix(r, s, x)];
    return mix(mix(one, two, y), mix(two, three, y), z);
  };
  return [blossom(a, a, a), blossom(a, a, b), blossom(a, b, b), blossom(b, b, b)];
}

const round = (value: number) => Math.round(value * 10) / 10;
