// What a line of the tree says: its sign, what it is to the line above, its words, and the shape of its
// rule, which tells the same as its colour.
import type { Line, RowElement } from './outline';
import { kindOf, nameOf, roleOf, type Tone } from './words';

export interface LineWords {
  readonly tone: Tone;
  /** How the rule at the line is drawn: support solid, attacks dashed, those on a step dotted, questions round. */
  readonly shape: 'plain' | 'solid' | 'dashed' | 'dotted' | 'round';
  readonly sign: string;
  /** What the line is to the one above it, or its kind at the top. */
  readonly role: string;
  /** The kind, where the role does not say it. */
  readonly kind: string;
  readonly text: string;
  /** Whether the text is what somebody said, not what the page calls it. */
  readonly said: boolean;
  /** An elliptical question in full. */
  readonly full: string | null;
}

/** What a line says. */
export function wordsOf(line: Line): LineWords {
  const { element } = line;
  const kind = kindOf(element.__typename);
  const role = line.role ? roleOf(line.role) : null;
  const tone = element.__typename === 'Question' ? 'question' : (role?.tone ?? kind.tone);
  const full = element.__typename === 'Question' && element.elliptical ? element.resolvedText : '';
  return {
    tone,
    shape: shapeOf(line, tone),
    sign: role?.sign ?? signs[kind.tone],
    role: role ? roleWords(line, role.words) : kind.name,
    kind: role && kind.tone !== tone && kind.name !== 'Claim' ? kind.name : '',
    text: element.text || callOf(line),
    said: element.text !== '',
    full: full && full !== element.text ? full : null,
  };
}

const signs: Record<Tone, string> = { claim: '·', support: '+', attack: '×', question: '?', neutral: '≈' };

function shapeOf({ role }: Line, tone: Tone): LineWords['shape'] {
  if (role === 'UNDERCUTS') return 'dotted';
  const shapes = { support: 'solid', attack: 'dashed', question: 'round', claim: 'plain', neutral: 'plain' } as const;
  return shapes[tone];
}

// On a line that a relation shares, what hangs on the relation is told from what hangs on the claim.
function roleWords(line: Line, words: string): string {
  if (!line.onRelation) return words;
  const to = line.parent?.relation?.__typename === 'Rebuttal' ? 'the attack' : 'the step';
  switch (line.role) {
    case 'ASKS':
      return `asks about ${to}`;
    case 'UNDERCUTS':
      return `breaks ${to}`;
    case 'BACKS':
      return `backs ${to}`;
    default:
      return words;
  }
}

// callOf gives an element without words of its own a name by what the outline shows of it.
function callOf(line: Line): string {
  const { element, reference } = line;
  if (reference && reference.relation?.id === element.id) return nameOf(withPremises(element, [reference.element]));
  const premises = (reference ?? line).children.filter((c) => c.role === 'PREMISE_OF');
  if (premises.length > 1 && !reference) return 'These reasons together';
  return nameOf(
    withPremises(
      element,
      premises.map((p) => p.element),
    ),
  );
}

function withPremises(element: RowElement, premises: readonly RowElement[]) {
  return { ...element, premises: premises.map((p) => ({ text: p.text })) };
}
