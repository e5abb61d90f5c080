// Which lines of an outline are shown: those that no closed branch hides and that the sieve lets through.
import type { Line, Outline } from './outline';

/** What a sieve makes of a line. */
export const [hidden, context, passes] = [0, 1, 2] as const;

/** For each line by its index: hidden, context (it is above one that passes), or passes. */
export type Sieve = Uint8Array;

/** A line on the page. */
export interface Shown {
  readonly line: Line;
  /** Whether its branch is open; null where nothing hangs below. */
  readonly open: boolean | null;
  /** It is here only for what hangs below it. */
  readonly context: boolean;
  /** Its place among those beside it, from 1. */
  readonly position: number;
  /** Those beside it, itself included, however many of them are drawn. */
  readonly beside: { readonly count: number };
}

/** The lines that are shown, in reading order; what closed branches hide is not even looked at. */
export function shownLines(outline: Outline, isOpen: (line: Line) => boolean, sieve: Sieve | null): Shown[] {
  const shown: Shown[] = [];
  const { lines } = outline;
  const beside = new Map<Line | null, { count: number }>();
  for (let i = 0; i < lines.length;) {
    const line = lines[i]!;
    const mark = sieve ? sieve[i]! : line.context ? context : passes;
    if (mark === hidden) {
      i += line.size + 1;
      continue;
    }
    const branch = line.children.some((c) => !sieve || sieve[c.index] !== hidden);
    const open = branch ? isOpen(line) : null;
    let group = beside.get(line.parent);
    if (!group) beside.set(line.parent, (group = { count: 0 }));
    group.count += 1;
    shown.push({ line, open, context: mark === context, position: group.count, beside: group });
    i += open ? 1 : line.size + 1;
  }
  return shown;
}

/** The place of a line among those shown; -1 when it is not shown. */
export function indexIn(shown: readonly Shown[], line: Line | null | undefined): number {
  if (!line) return -1;
  const i = lastUpTo(shown, line);
  return shown[i]?.line === line ? i : -1;
}

/** The place of the last line that is shown and does not come after a line; -1 when none is. */
export function lastUpTo(shown: readonly Shown[], line: Line): number {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle]!.line.index <= line.index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A sieve that lets through what passes, and the lines above as context. */
export function sieveOf({ lines }: Outline, pass: (line: Line) => boolean): Sieve {
  const sieve = new Uint8Array(lines.length);
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!;
    if (pass(line)) sieve[i] = passes;
    if (sieve[i] !== hidden && line.parent && sieve[line.parent.index] === hidden) sieve[line.parent.index] = context;
  }
  return sieve;
}

/** A sieve for one line and its neighbours: all below it, and as context those above and those beside it. */
export function neighbours({ lines }: Outline, line: Line): Sieve {
  const sieve = new Uint8Array(lines.length);
  for (let above = line.parent; above; above = above.parent) sieve[above.index] = context;
  for (const beside of line.parent?.children ?? []) sieve[beside.index] = context;
  sieve.fill(passes, line.index, line.index + line.size + 1);
  return sieve;
}
