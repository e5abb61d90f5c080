// How the marks of a text are called, and who says what they say.
import type { CitationRole, CommitmentAct, Label, QuestionStatus } from '../api/generated';
import type { Commitment } from './citations';
import type { Outline, RowElement } from './outline';
import type { Segment } from './segments';
import { kindOf, labelOf, statusOf, type NamedElement } from './words';

/** What a mark says of its element. */
export type CitedElement = NamedElement & {
  readonly label?: Label | null;
  readonly status?: QuestionStatus;
  readonly resolvedText?: string;
  readonly elliptical?: boolean;
};

/** An element of the outline, with the premises by which one without words is called; null where it is not here yet. */
export function elementIn(outline: Outline, id: string): CitedElement | null {
  const line = outline.byElement.get(id);
  if (!line) return null;
  if (line.element.id !== id) return named(line.relation!, [line.element]);
  const premises = line.children.filter((child) => child.role === 'PREMISE_OF').map((child) => child.element);
  return named(line.element, premises);
}

function named(element: RowElement, premises: readonly RowElement[]): CitedElement {
  return element.__typename === 'Inference' || element.__typename === 'Rebuttal' ? { ...element, premises } : element;
}

const roles: Record<CitationRole, (kind: string) => string> = {
  WORDS: (kind) => kind,
  CUE: (kind) => `sign of a ${kind}`,
  BASIS: (kind) => `ground of a ${kind}`,
  ANTECEDENT: (kind) => `what a ${kind} refers to`,
};

/** What words of a text are to an element: "claim", "sign of a rebuttal". */
export function markWords(role: CitationRole, typename: string): string {
  return roles[role](kindOf(typename).name.toLowerCase());
}

/** Where an element stands, in a word: accepted, open; nothing where that is not known. */
export function standingOf(element: CitedElement | null): string {
  if (element?.status) return statusOf(element.status).words;
  return element?.label ? labelOf(element.label).words : '';
}

/** The name of a segment for who does not see it; its words are in it. */
export function segmentName(words: string, segment: Segment, element: CitedElement | null): string {
  const [layer] = segment.layers;
  if (segment.elements > 1 || !layer) return `${segment.elements} elements: ${words}`;
  const standing = standingOf(element);
  return `${markWords(layer.role, layer.kind)}: ${words}${standing && `, ${standing}`}`;
}

const acts: Record<CommitmentAct, string> = {
  ASSERTS: 'held by',
  CONCEDES: 'granted by',
  DENIES: 'rejected by',
  SUPPOSES: 'assumed by',
};

/** Who stands to a claim, and how; nothing where only the author does, by saying so. */
export function voicesOf(commitments: readonly Commitment[] | undefined): string {
  const plain = (c: Commitment) => c.act === 'ASSERTS' && c.voice.kind === 'AUTHOR' && !c.reportedBy;
  if (!commitments || commitments.every(plain)) return '';
  return commitments
    .map((c) => `${acts[c.act]} ${c.voice.name}${c.reportedBy ? ` (as reported by ${c.reportedBy.name})` : ''}`)
    .join(', ');
}
