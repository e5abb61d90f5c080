// The outline on paper: all of its lines, whatever is closed on the screen, each with what the signs and tones of the
// screen say in words, and with its number where another line sends the reader to it.
import type { Line, Outline } from './outline';
import { wordsOf, type LineWords } from './linewords';
import { labelOf, statusOf } from './words';

/** Lines that go on paper; a map of more is printed up to there and says so. */
export const mostPrinted = 5_000;

export interface PrintedLine {
  readonly key: string;
  /** Its number in the outline: 1, 1.1, 1.2, 2 and so on. */
  readonly number: string;
  /** 0 at the top. */
  readonly depth: number;
  readonly words: LineWords;
  /** What evaluation says of it, with its sign; empty where it says nothing. */
  readonly verdict: string;
  /** The number of the line on which the same element stands first. */
  readonly again: string | null;
  /** The paragraphs that it cites, in order. */
  readonly paragraphs: readonly number[];
}

/** The first lines of an outline as they are printed, and how many were left out. */
export function printedOf(
  outline: Outline,
  paragraphsOf: (element: string) => readonly number[],
  most = mostPrinted,
): { lines: readonly PrintedLine[]; left: number } {
  const numbers = new Map<Line, string>();
  const lines = outline.lines.slice(0, most);
  outline.roots.forEach((line, i) => numbers.set(line, `${i + 1}`));
  for (const line of lines) line.children.forEach((below, i) => numbers.set(below, `${numbers.get(line)}.${i + 1}`));
  const printed = lines.map((line) => ({
    key: line.key,
    number: numbers.get(line)!,
    depth: line.depth,
    words: wordsOf(line),
    verdict: verdictOf(line),
    again: line.reference ? numbers.get(line.reference)! : null,
    paragraphs: line.reference ? [] : [...new Set(paragraphsOf(line.element.id))].sort((a, b) => a - b),
  }));
  return { lines: printed, left: outline.lines.length - lines.length };
}

function verdictOf({ element, relation }: Line): string {
  if (element.__typename === 'Question') {
    const { sign, words } = statusOf(element.status);
    return `${sign} ${words}`;
  }
  const label = 'label' in element ? element.label : null;
  const step = relation && 'label' in relation ? relation.label : null;
  const said = label ? [`${labelOf(label).sign} ${labelOf(label).words}`] : [];
  if (step && step !== label) said.push(`this step: ${labelOf(step).sign} ${labelOf(step).words}`);
  return said.join(' · ');
}
