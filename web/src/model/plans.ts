// The operations that a form comes to when it adds, changes or removes elements. Each plan also knows which part
// of the form every input of its operations came from, so that the server's errors are shown there.
import type {
  AttackKind,
  CitationInput,
  ClaimInput,
  ElementUpdate,
  OperationInput,
  PremiseInput,
} from '../api/generated';
import {
  isBlank,
  type Aim,
  type AnswerDraft,
  type AskDraft,
  type ClaimDraft,
  type PremiseDraft,
  type Quote,
  type RebutDraft,
  type Speaker,
  type SupportDraft,
} from './drafting';

/** Operations to carry out, and the fields of the form from which they came. */
export interface Plan {
  readonly operations: OperationInput[];
  /** Where in the form the input stands whose path begins with the key. */
  readonly places: Readonly<Record<string, string>>;
  /** The ref of what is chosen afterwards. */
  readonly chooses?: string;
}

/** The operations that add a claim. */
export function claimPlan(draft: ClaimDraft): Plan {
  const voice = newVoice(draft.speaker);
  const at = `operations[${voice.length}].addClaim`;
  return {
    operations: [...voice, { addClaim: { ref: 'claim', ...claimInput(draft) } }],
    places: {
      [`${at}.text`]: 'text',
      [`${at}.citations`]: 'quote',
      [at]: 'speaker',
      'operations[0].addVoice': 'speaker',
    },
    chooses: 'claim',
  };
}

/** The operations that give reasons for an element: one inference, or one for each premise. */
export function supportPlan(draft: SupportDraft, conclusion: string): Plan {
  const premises = draft.premises.filter((p) => !isBlank(p));
  const groups = draft.linked ? [premises] : premises.map((p) => [p]);
  const rest = { scheme: draft.scheme || null, text: draft.note.trim() || null, citations: citations(draft.quote) };
  const places: Record<string, string> = {};
  const numbers = draft.premises.flatMap((p, i) => (isBlank(p) ? [] : [i]));
  const operations = groups.map((group, i) => {
    const at = `operations[${i}].addInference`;
    group.forEach((_, j) => (places[`${at}.premises[${j}]`] = `premise.${numbers[draft.linked ? j : i]}`));
    Object.assign(places, { [`${at}.scheme`]: 'scheme', [`${at}.text`]: 'note', [`${at}.citations`]: 'quote' });
    return { addInference: { ref: `reason${i}`, premises: group.map(premiseInput), conclusion, ...rest } };
  });
  return { operations, places, chooses: 'reason0' };
}

/** The operation that attacks what a draft aims at. */
export function rebutPlan(draft: RebutDraft): Plan {
  const at = 'operations[0].addRebuttal';
  const places: Record<string, string> = {
    [`${at}.target`]: 'aim',
    [`${at}.against`]: 'aim',
    [`${at}.scheme`]: 'scheme',
    [`${at}.text`]: 'note',
    [`${at}.citations`]: 'quote',
  };
  const premises = draft.premises.flatMap((p, i) => (isBlank(p) ? [] : [{ p, i }]));
  premises.forEach(({ i }, j) => (places[`${at}.premises[${j}]`] = `premise.${i}`));
  return {
    operations: [
      {
        addRebuttal: {
          ref: 'rebuttal',
          premises: premises.map(({ p }) => premiseInput(p)),
          target: draft.aim?.target ?? '',
          against: draft.aim?.against ?? null,
          scheme: draft.scheme || null,
          text: draft.note.trim() || null,
          citations: citations(draft.quote),
        },
      },
    ],
    places,
    chooses: 'rebuttal',
  };
}

/** How a rebuttal with this aim attacks, as the server will say. */
export function attackOf(aim: Aim, isRelation: boolean): AttackKind {
  return isRelation ? 'UNDERCUT' : aim.against ? 'UNDERMINE' : 'REBUT';
}

/** The operations that ask a question or a row of them about some elements. */
export function askPlan(draft: AskDraft): Plan {
  const { about } = draft;
  if (draft.critical) return criticalPlan(draft, about[0]!);
  const asked = draft.questions.flatMap((q, i) => (q.text.trim() ? [{ q, i }] : []));
  const isRow = asked.length > 1;
  const row: OperationInput[] = isRow ? [{ addRow: { ref: 'row', antecedent: draft.antecedent.trim() } }] : [];
  const places: Record<string, string> = isRow ? { 'operations[0].addRow': 'antecedent' } : {};
  const operations = asked.map(({ q, i }, n) => {
    const at = `operations[${row.length + n}].raiseQuestion`;
    Object.assign(places, {
      [`${at}.text`]: `question.${i}`,
      [`${at}.resolvedText`]: `resolved.${i}`,
      [`${at}.note`]: 'note',
      [`${at}.citations`]: 'quote',
      [at]: `question.${i}`,
    });
    return {
      raiseQuestion: {
        ref: `question${n}`,
        text: q.text.trim(),
        resolvedText: q.resolved.trim() || null,
        elliptical: q.resolved.trim() !== '' && q.resolved.trim() !== q.text.trim(),
        embedded: draft.embedded,
        form: draft.form,
        force: draft.force,
        note: draft.note.trim() || null,
        answerMode: draft.exclusive ? ('EXCLUSIVE' as const) : ('COMPATIBLE' as const),
        row: isRow ? 'row' : null,
        asksAbout: about.map((element) => ({ element })),
        citations: citations(draft.quote),
      },
    };
  });
  return { operations: [...row, ...operations], places, chooses: 'question0' };
}

function criticalPlan(draft: AskDraft, inference: string): Plan {
  const raiseCriticalQuestion = {
    ref: 'question0',
    inference,
    question: draft.critical,
    force: draft.force,
    citations: citations(draft.quote),
  };
  return {
    operations: [{ raiseCriticalQuestion }],
    places: { 'operations[0].raiseCriticalQuestion.citations': 'quote', 'operations[0]': 'critical' },
    chooses: 'question0',
  };
}

/** The operation that answers a question. */
export function answerPlan(draft: AnswerDraft, question: string): Plan {
  const at = 'operations[0].answerQuestion';
  const { claim, text } = draft.answer;
  const said = claim ? { claim } : { new: { ref: 'answer', text: text.trim(), citations: citations(draft.quote) } };
  return {
    operations: [{ answerQuestion: { question, ...said, partial: draft.partial, bearing: draft.bearing } }],
    places: { [`${at}.bearing`]: 'bearing', [`${at}.new.citations`]: 'quote', [at]: 'premise.0' },
    ...(claim ? {} : { chooses: 'answer' }),
  };
}

/** The operation that cites words for an element. */
export function citePlan(quote: Quote, element: string): Plan {
  const [citation] = citations(quote) ?? [];
  return {
    operations: citation ? [{ cite: { element, citation } }] : [],
    places: { 'operations[0]': 'quote' },
  };
}

/** The operation that gives fields of an element new values. */
export function editPlan(id: string, values: Omit<ElementUpdate, 'id'>): Plan {
  const at = 'operations[0].updateElement';
  const places = Object.fromEntries(Object.keys(values).map((field) => [`${at}.${field}`, field]));
  return { operations: [{ updateElement: { id, ...values } }], places };
}

/** The operations that remove elements with what falls with them. */
export function removePlan(ids: readonly string[]): Plan {
  return { operations: ids.map((id) => ({ deleteElement: id })), places: {} };
}

/** The field of the form at fault, by the path that an error names; undefined when none of them is. */
export function placeOf(places: Readonly<Record<string, string>>, path: string | undefined): string | undefined {
  const inside = path?.replace(/^input\./, '') ?? '';
  let best = '';
  for (const at of Object.keys(places)) {
    if (at.length > best.length && (inside === at || /^[.[]/.test(inside.slice(at.length))) && inside.startsWith(at))
      best = at;
  }
  return best ? places[best] : undefined;
}

/** The operation that adds the voice of a speaker who is new; none for others. */
export function newVoice({ who, name, kind }: Speaker): OperationInput[] {
  return who === 'new' ? [{ addVoice: { ref: 'voice', name: name.trim(), kind } }] : [];
}

function claimInput({ text, speaker, quote }: ClaimDraft): ClaimInput {
  const { who, act } = speaker;
  const input: ClaimInput = { text: text.trim(), citations: citations(quote) };
  if (who === 'nobody') return { ...input, commitments: [] };
  return who === 'me' ? input : { ...input, commitments: [{ voice: who === 'new' ? 'voice' : who, act }] };
}

function premiseInput({ claim, text, slot }: PremiseDraft): PremiseInput {
  return { ...(claim ? { claim } : { new: { text: text.trim() } }), slot: slot || null };
}

/** The spans as one citation, in the units in which browsers count; null without spans. */
export function citations({ spans, role, explicitness }: Quote): CitationInput[] | null {
  if (spans.length === 0) return null;
  const segments = spans.map(({ paragraph, start, end, exact }) => ({
    paragraph,
    start,
    end,
    exact,
    unit: 'UTF16' as const,
  }));
  return [{ segments, role, explicitness }];
}
