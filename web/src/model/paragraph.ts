// What the margin of a paragraph says: how many elements cite it, and what they are.
import type { Mark, QuestionRow } from './citations';
import type { CitedElement } from './cited';
import { counted } from './words';

/** The elements of one kind that cite a paragraph. */
export interface Group {
  readonly title: string;
  readonly marks: readonly Mark[];
}

const titles: [Mark['kind'][], string][] = [
  [['Question'], 'Questions'],
  [['Claim'], 'Claims'],
  [['Rebuttal'], 'Rebuttals'],
  [['Inference'], 'Reasons'],
  [['Rephrase', 'Preference', 'Locution', 'Illocution', 'Transition', 'Foreign'], 'Others'],
];

/** The elements that cite a paragraph, by kind, each once and in reading order. */
export function groupsOf(marks: readonly Mark[]): Group[] {
  const first = new Map<string, Mark>();
  for (const mark of marks) if (!first.has(mark.element)) first.set(mark.element, mark);
  const once = [...first.values()];
  return titles
    .map(([kinds, title]) => ({ title, marks: once.filter((m) => kinds.includes(m.kind)) }))
    .filter((group) => group.marks.length);
}

/** The counts of a margin. */
export interface Counts {
  readonly elements: number;
  readonly open: number;
}

/** Counts the elements that cite a paragraph, and the open questions among them. */
export function countsOf(marks: readonly Mark[], element: (id: string) => CitedElement | null): Counts {
  const elements = new Set(marks.map((m) => m.element));
  let open = 0;
  for (const id of new Set(marks.filter((m) => m.kind === 'Question').map((m) => m.element))) {
    if (element(id)?.status === 'OPEN') open++;
  }
  return { elements: elements.size, open };
}

/** "Paragraph 5: 18 elements, 4 open questions". */
export function marginName(ordinal: number, { elements, open }: Counts): string {
  return `Paragraph ${ordinal}: ${counted(elements, 'element')}${open ? `, ${counted(open, 'open question')}` : ''}`;
}

/** The rows of the questions that are asked in a paragraph and leave something out. */
export function rowsOf(
  marks: readonly Mark[],
  rowOf: ReadonlyMap<string, QuestionRow>,
  element: (id: string) => CitedElement | null,
): QuestionRow[] {
  const asked = marks.filter((m) => m.kind === 'Question' && m.role === 'WORDS').map((m) => m.element);
  const rows = new Set(asked.map((id) => rowOf.get(id)).filter((row) => row !== undefined));
  return [...rows].filter((row) => row.questions.some(({ id }) => element(id)?.elliptical));
}
