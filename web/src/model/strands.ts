// What the plane shows of links and cards from some way off, in few paths however many they are.
import type { Box } from './boxes';
import { pathWithin } from './clip';
import { type, type Face } from './face';
import type { Drawing, Link, Stroke } from './layout';
import { signPath } from './strokes';
import type { Tone } from './words';

/** Links that are drawn alike, as one path. */
export interface Strand {
  readonly key: string;
  readonly stroke: Stroke;
  readonly tone: Tone;
  /** Whether they stand out. */
  readonly strong: boolean;
  readonly path: string;
}

/** The links of an area, those that look alike together. */
export function strandsOf(
  { links }: Drawing,
  numbers: readonly number[],
  area: Box,
  strong: (link: Link) => boolean,
): Strand[] {
  const strands = new Map<string, { -readonly [K in keyof Strand]: Strand[K] }>();
  for (const i of numbers) {
    const link = links[i]!;
    const path = pathWithin(link, area);
    if (!path) continue;
    const { stroke, tone } = link;
    const key = `${stroke} ${tone} ${strong(link)}`;
    const strand = strands.get(key);
    if (strand) strand.path += path;
    else strands.set(key, { key, stroke, tone, strong: strong(link), path });
  }
  return [...strands.values()];
}

/** The badges of links that lead to a tone, as one path of circles and one of signs. */
export interface Signs {
  readonly tone: Tone;
  readonly circles: string;
  readonly signs: string;
}

export function signsOf({ links }: Drawing, numbers: readonly number[]): Signs[] {
  const tones = new Map<Tone, { tone: Tone; circles: string; signs: string }>();
  for (const i of numbers) {
    const { badge, sign, tone } = links[i]!;
    if (!badge) continue;
    let all = tones.get(tone);
    if (!all) tones.set(tone, (all = { tone, circles: '', signs: '' }));
    all.circles += `M${badge.x - 9} ${badge.y}a9 9 0 1 0 18 0a9 9 0 1 0 -18 0`;
    all.signs += signPath(sign, badge);
  }
  return [...tones.values()];
}

/** Lines that stand for the words of a card, where they could not be read. */
export function linesOf({ texts, width, rtl }: Face): string {
  return texts
    .map(({ font, x, y, text }, i) => {
      const room = width - 32;
      const long = Math.min(room, texts[i + 1]?.font === font ? room : text.length * type[font].size * 0.46);
      const from = rtl && font !== 'head' ? x - long : x;
      return `M${Math.round(from)} ${Math.round(y - 4)}h${Math.round(long)}`;
    })
    .join('');
}
