// The lines of the drawing as paths, in the words of SVG.
import type { Bracket, Link, Point } from './layout';
import { gaps } from './plan';

const round = 9;
const n = (value: number) => Math.round(value * 10) / 10;

/** The path of a link, from its target to its own card. */
export function linkPath({ end, to, from, bend }: Link): string {
  if (end === 'down') {
    const middle = n((to.y + bend) / 2);
    return `M${n(to.x)} ${n(to.y)}C${n(to.x)} ${middle} ${n(from.x)} ${middle} ${n(from.x)} ${n(bend)}V${n(from.y)}`;
  }
  const level = end === 'reason' ? to.y - 0.6 * gaps.slot : to.y;
  const side = Math.sign(from.x - to.x) || 1;
  const across = `H${n(from.x - side * round)}Q${n(from.x)} ${n(level)} ${n(from.x)} ${n(level + round)}V${n(from.y)}`;
  if (end === 'step') return `M${n(to.x)} ${n(level)}${across}`;
  return `M${n(to.x)} ${n(to.y)}V${n(level + 6)}Q${n(to.x)} ${n(level)} ${n(to.x + side * 6)} ${n(level)}${across}`;
}

/** The path of a bracket: the stem, the bar with round ends, and a drop to each premise. */
export function bracketPath({ stem, left, right, y, drops }: Bracket): string {
  const bar = `M${n(left)} ${n(y + round)}Q${n(left)} ${n(y)} ${n(left + round)} ${n(y)}H${n(right - round)}Q${n(right)} ${n(y)} ${n(right)} ${n(y + round)}`;
  const down = drops.map((d, i) => `M${n(d.x)} ${n(y + (i === 0 || i === drops.length - 1 ? round : 0))}V${n(d.y)}`);
  return `M${n(stem.x)} ${n(stem.y)}V${n(y)}${bar}${down.join('')}`;
}

/** The path of the sign of a link, about a point; empty for a sign that is only written. */
export function signPath(sign: string, { x, y }: Point): string {
  if (sign === '+') return `M${x - 4} ${y}h8M${x} ${y - 4}v8`;
  if (sign === '×') return `M${x - 3.2} ${y - 3.2}l6.4 6.4m-6.4 0l6.4 -6.4`;
  if (sign === '?') return `M${x - 2.6} ${y - 2.2}a2.6 2.4 0 1 1 3.9 2.1q-1.3 .7 -1.3 1.9M${x} ${y + 4.2}v.2`;
  return '';
}
