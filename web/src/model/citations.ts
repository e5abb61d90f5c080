// What a map cites of its texts, put in order for those who read: by paragraph, and by element.
import type { CitationRole, CitingElementFragment } from '../api/generated';

type Citation = CitingElementFragment['citations'][number];
export type Commitment = Extract<CitingElementFragment, { __typename: 'Claim' }>['commitments'][number];

/** A stretch of one paragraph that an element cites: UTF-16 offsets, half open. */
export interface Mark {
  readonly element: string;
  readonly kind: CitingElementFragment['__typename'];
  readonly citation: string;
  readonly role: CitationRole;
  readonly source: string;
  readonly paragraph: string;
  /** The number of the paragraph in its text, from 1. */
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
}

/** Questions that share what their words leave out, in their order. */
export interface QuestionRow {
  readonly id: string;
  readonly antecedent: string;
  readonly questions: readonly { readonly id: string; readonly ordinal: number }[];
}

export interface CitationIndex {
  /** The marks of a paragraph by where they start, longer ones first. */
  readonly byParagraph: ReadonlyMap<string, readonly Mark[]>;
  /** The places of an element, the most telling first: its words and signs, what it rests on, what it refers to. */
  readonly byElement: ReadonlyMap<string, readonly Mark[]>;
  /** The row of a question. */
  readonly rowOf: ReadonlyMap<string, QuestionRow>;
  /** Who stands to a claim, and how. */
  readonly commitments: ReadonlyMap<string, readonly Commitment[]>;
}

export const noCitations: CitationIndex = indexOf([]);

const rank: Record<CitationRole, number> = { WORDS: 0, CUE: 1, BASIS: 2, ANTECEDENT: 3 };

/** Whether a citation holds what the element says; else it only helps to understand it. */
export function telling(role: CitationRole): boolean {
  return rank[role] < 2;
}

/** Puts the citations of a map in order, whatever the order of the elements. */
export function indexOf(elements: readonly CitingElementFragment[]): CitationIndex {
  const byParagraph = new Map<string, Mark[]>();
  const byElement = new Map<string, Mark[]>();
  const rows = new Map<string, { id: string; antecedent: string; questions: { id: string; ordinal: number }[] }>();
  const rowOf = new Map<string, QuestionRow>();
  const commitments = new Map<string, readonly Commitment[]>();
  for (const element of elements) {
    const marks = element.citations.flatMap((citation) => marksOf(element, citation));
    if (marks.length) byElement.set(element.id, marks.sort(byPlace));
    for (const mark of marks) put(byParagraph, mark.paragraph, mark);
    if (element.__typename === 'Question' && element.row) {
      const row = rows.get(element.row.id) ?? { ...element.row, questions: [] };
      rows.set(row.id, row);
      row.questions.push({ id: element.id, ordinal: element.ordinal ?? 0 });
      rowOf.set(element.id, row);
    }
    if (element.__typename === 'Claim' && element.commitments.length) commitments.set(element.id, element.commitments);
  }
  for (const marks of byParagraph.values())
    marks.sort(
      (a, b) => a.start - b.start || b.end - a.end || byName(a.element, b.element) || byName(a.citation, b.citation),
    );
  for (const row of rows.values()) row.questions.sort((a, b) => a.ordinal - b.ordinal || byName(a.id, b.id));
  return { byParagraph, byElement, rowOf, commitments };
}

function marksOf(element: CitingElementFragment, citation: Citation): Mark[] {
  return citation.segments.map(({ paragraph, start, end }) => ({
    element: element.id,
    kind: element.__typename,
    citation: citation.id,
    role: citation.role,
    source: citation.source.id,
    paragraph: paragraph.id,
    ordinal: paragraph.ordinal,
    start,
    end,
  }));
}

function byPlace(a: Mark, b: Mark): number {
  return (
    rank[a.role] - rank[b.role] ||
    byName(a.source, b.source) ||
    a.ordinal - b.ordinal ||
    a.start - b.start ||
    byName(a.citation, b.citation)
  );
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
