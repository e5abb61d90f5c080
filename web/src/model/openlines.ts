// Which branches are open: those above a level, but for exceptions by key. So it is small to keep, it
// outlives every change of the map, and what arrives later follows the rule.
import type { Line, Outline } from './outline';
import { shownLines } from './shown';

export interface OpenLines {
  /** Lines above this level are open: 0 for none, Infinity for all. */
  readonly level: number;
  /** Keys of the lines that are otherwise. */
  readonly exceptions: ReadonlySet<string>;
}

/** All lines above a level are open. */
export function openTo(level: number): OpenLines {
  return { level, exceptions: new Set() };
}

export function isOpen(open: OpenLines, line: Line): boolean {
  return line.depth < open.level !== open.exceptions.has(line.key);
}

/** The same, with some lines open or closed. */
export function withLines(open: OpenLines, lines: Iterable<Line>, to: boolean): OpenLines {
  const exceptions = new Set(open.exceptions);
  for (const line of lines) {
    if (line.depth < open.level === to) exceptions.delete(line.key);
    else exceptions.add(line.key);
  }
  return { level: open.level, exceptions };
}

/** The same, with a line to be seen: all above it is open. */
export function revealed(open: OpenLines, line: Line): OpenLines {
  const closed = [];
  for (let above = line.parent; above; above = above.parent) if (!isOpen(open, above)) closed.push(above);
  return closed.length ? withLines(open, closed, true) : open;
}

/** The most levels that show no more than a number of lines: all levels when all lines are few enough. */
export function fittingLevel(outline: Outline, most: number): number {
  if (outline.lines.length <= most) return Infinity;
  const atDepth: number[] = [];
  for (const { depth } of outline.lines) atDepth[depth] = (atDepth[depth] ?? 0) + 1;
  let seen = atDepth[0]!;
  let level = 0;
  while (seen + atDepth[level + 1]! <= most) seen += atDepth[++level]!;
  return level;
}

/** Lines with something below them, in a branch and at its top. */
export function branchesOf(outline: Outline, line: Line): Line[] {
  return outline.lines.slice(line.index, line.index + line.size + 1).filter((l) => l.children.length > 0);
}

const kept = 5_000;

/** Writes it down in few bytes. With very many exceptions only the rule is kept. */
export function writeOpen({ level, exceptions }: OpenLines): string {
  const list = exceptions.size > kept ? [] : [...exceptions];
  return JSON.stringify({ level: level === Infinity ? 'all' : level, exceptions: list });
}

/** Reads what writeOpen wrote; null for anything else. */
export function readOpen(text: string | null): OpenLines | null {
  try {
    const { level, exceptions } = JSON.parse(text ?? 'null');
    if (level !== 'all' && !(Number.isInteger(level) && level >= 0)) return null;
    if (!Array.isArray(exceptions) || exceptions.some((e) => typeof e !== 'string')) return null;
    return { level: level === 'all' ? Infinity : level, exceptions: new Set(exceptions) };
  } catch {
    return null;
  }
}

/** How many lines are shown when no sieve is on. */
export function countShown(outline: Outline, open: OpenLines): number {
  return shownLines(outline, (line) => isOpen(open, line), null).length;
}
