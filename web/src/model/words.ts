// How the explorer names things. Kinds of attack are said in plain words: denies the conclusion, denies a
// reason, breaks the step. No meaning stands in colour alone: each has a word, a sign and a shape.
import type { AttackKind, Label, QuestionStatus, TreeRole } from '../api/generated';

/** What an element is drawn as. */
export type Tone = 'claim' | 'support' | 'attack' | 'question' | 'neutral';

const kinds: Record<string, { name: string; tone: Tone }> = {
  Claim: { name: 'Claim', tone: 'claim' },
  Inference: { name: 'Reason', tone: 'support' },
  Rebuttal: { name: 'Rebuttal', tone: 'attack' },
  Question: { name: 'Question', tone: 'question' },
  Rephrase: { name: 'Rephrase', tone: 'neutral' },
  Preference: { name: 'Preference', tone: 'neutral' },
  Locution: { name: 'Locution', tone: 'neutral' },
  Illocution: { name: 'Illocution', tone: 'neutral' },
  Transition: { name: 'Transition', tone: 'neutral' },
  Foreign: { name: 'Foreign element', tone: 'neutral' },
};

/** The name of a kind of element, and its tone. */
export function kindOf(typename: string): { name: string; tone: Tone } {
  return kinds[typename] ?? { name: typename, tone: 'neutral' };
}

const roles: Record<TreeRole, { words: string; sign: string; tone: Tone }> = {
  SUPPORTS: { words: 'supports', sign: '+', tone: 'support' },
  BACKS: { words: 'backs the step', sign: '+', tone: 'support' },
  REBUTS: { words: 'denies the conclusion', sign: '×', tone: 'attack' },
  UNDERMINES: { words: 'denies a reason', sign: '×', tone: 'attack' },
  UNDERCUTS: { words: 'breaks the step', sign: '×', tone: 'attack' },
  PREMISE_OF: { words: 'because', sign: '·', tone: 'claim' },
  ASKS: { words: 'asks', sign: '?', tone: 'question' },
  ANSWERS: { words: 'answers', sign: '↳', tone: 'claim' },
  CARRIED_BY: { words: 'is carried by', sign: '?', tone: 'question' },
  REPHRASES: { words: 'rephrases', sign: '≈', tone: 'neutral' },
  REPHRASE_OF: { words: 'is rephrased by', sign: '≈', tone: 'neutral' },
  PREFERRED_IN: { words: 'is preferred in', sign: '>', tone: 'neutral' },
  PREFERRED_TO: { words: 'is less preferred in', sign: '<', tone: 'neutral' },
  PERFORMS: { words: 'performs', sign: '»', tone: 'neutral' },
  HAS_CONTENT: { words: 'is said in', sign: '»', tone: 'neutral' },
  STARTS: { words: 'leads to', sign: '→', tone: 'neutral' },
  ENDS_IN: { words: 'replies to', sign: '←', tone: 'neutral' },
};

/** What a row is to the row above it: words, sign and tone. */
export function roleOf(role: TreeRole): { words: string; sign: string; tone: Tone } {
  return roles[role];
}

const attacks: Record<AttackKind, string> = {
  REBUT: 'denies the conclusion',
  UNDERMINE: 'denies a reason',
  UNDERCUT: 'breaks the step',
};

/** A kind of attack in plain words. */
export function attackWords(kind: AttackKind): string {
  return attacks[kind];
}

const labels: Record<Label, { words: string; sign: string }> = {
  IN: { words: 'accepted', sign: '✓' },
  OUT: { words: 'not accepted', sign: '✕' },
  UNDECIDED: { words: 'undecided', sign: '~' },
};

/** A label in words, and its sign. */
export function labelOf(label: Label): { words: string; sign: string } {
  return labels[label];
}

const statuses: Record<QuestionStatus, { words: string; sign: string }> = {
  OPEN: { words: 'open', sign: '○' },
  ANSWERED: { words: 'answered', sign: '●' },
  CONTESTED: { words: 'contested', sign: '◐' },
  WITHDRAWN: { words: 'withdrawn', sign: '–' },
  NOT_EXPECTED: { words: 'no answer expected', sign: '◌' },
};

/** The status of a question in words, and its sign. */
export function statusOf(status: QuestionStatus): { words: string; sign: string } {
  return statuses[status];
}

// Made once: to make one for each count of a long text takes longer than to draw it.
const numbers = new Intl.NumberFormat('en');

/** "1 claim", "2 claims", "no claims": a count with its word, whose plural ends in s unless given. */
export function counted(n: number, word: string, plural = word + 's'): string {
  return `${n === 0 ? 'no' : numbers.format(n)} ${n === 1 ? word : plural}`;
}

/** An element as other elements speak of it. */
export interface NamedElement {
  readonly __typename: string;
  readonly id: string;
  readonly text: string;
  readonly premises?: readonly { readonly text: string }[];
  readonly kind?: AttackKind;
  readonly scheme?: string | null;
}

/** What to call an element: its own words, or what it joins where it has none. */
export function nameOf(element: NamedElement): string {
  if (element.text) return element.text;
  const premises = (element.premises ?? []).map((p) => `“${p.text}”`).join(' and ');
  switch (element.__typename) {
    case 'Inference':
      return premises ? `the step from ${premises}` : 'a step without a premise';
    case 'Rebuttal': {
      const words = element.kind ? attackWords(element.kind) : 'attacks';
      return premises ? `the attack by ${premises}` : `an attack that ${words}`;
    }
    default:
      return `a ${kindOf(element.__typename).name.toLowerCase()} without words`;
  }
}

/** Why an element is labelled as it is, in a few words. */
export function judgement(label: Label | null | undefined, reason?: 'DEFEATED' | 'UNSUPPORTED' | null): string {
  if (!label) return 'not labelled: it takes no part in the evaluation';
  if (label === 'OUT')
    return reason === 'UNSUPPORTED'
      ? 'not accepted: it lacks the support it needs'
      : reason
        ? 'defeated'
        : labels.OUT.words;
  return labels[label].words;
}

/** What the server said, as a sentence of its own. */
export function sentence(message: string): string {
  const words = message.trim();
  return words && words[0]!.toUpperCase() + words.slice(1) + (/[.!?…]$/.test(words) ? '' : '.');
}
