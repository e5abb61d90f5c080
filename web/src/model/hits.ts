// What a search found, and where each hit leads.
import type { HomeHitsQuery } from '../api/generated';
import type { Place } from './place';

export type Edge = HomeHitsQuery['search']['edges'][number];

export interface Hit {
  readonly key: string;
  /** What was found: a kind of element, or Paragraph. */
  readonly kind: string;
  readonly text: string;
  /** In what it stands. */
  readonly where: string;
  readonly place: Place;
}

/** A hit and its place; null for one whose map is gone. */
export function hitOf({ node, map }: Edge): Hit | null {
  if (node.__typename === 'Paragraph') {
    const { id, text, ordinal, source } = node;
    const place: Place = { at: 'source', source: source.id, paragraph: id };
    return { key: id, kind: node.__typename, text, where: `${source.title}, paragraph ${ordinal}`, place };
  }
  if (!map) return null;
  const { id, text } = node;
  const place: Place = { at: 'map', map: map.id, view: 'tree', element: id };
  return { key: `${map.id} ${id}`, kind: node.__typename, text, where: map.title, place };
}

export interface Part {
  readonly text: string;
  readonly hit: boolean;
}

/** How much of a text is shown before and after the first hit. */
const around = 120;

/** The part of a text in which the words stand, cut between words, with what begins with one of them marked. */
export function excerpt(text: string, words: string): Part[] {
  const wanted = words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const hits = wanted.length
    ? [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter((m) => wanted.some((w) => m[0].toLowerCase().startsWith(w)))
    : [];
  const first = hits[0]?.index ?? 0;
  const from = first > around ? text.indexOf(' ', first - around) + 1 : 0;
  const to = text.length > first + 2 * around ? text.lastIndexOf(' ', first + 2 * around) : text.length;
  const end = to > first ? to : text.length;
  const parts: Part[] = [];
  let at = from;
  const put = (until: number, hit: boolean) => {
    if (until > at) parts.push({ text: text.slice(at, until), hit });
    at = Math.max(at, until);
  };
  for (const m of hits) {
    if (m.index < from || m.index + m[0].length > end) continue;
    put(m.index, false);
    put(m.index + m[0].length, true);
  }
  put(end, false);
  if (from > 0) parts.unshift({ text: '… ', hit: false });
  if (end < text.length) parts.push({ text: ' …', hit: false });
  return parts;
}
