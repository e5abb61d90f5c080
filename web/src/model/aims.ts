// What a rebuttal may be aimed at: the parts of the arguments in which an element stands, in plain words,
// with the kind of attack that each choice makes.
import type { AttackKind, PartFragment, StepFragment } from '../api/generated';

type Part = Pick<PartFragment, '__typename' | 'id' | 'text'>;
type Step = Pick<StepFragment, 'id' | 'text' | 'scheme' | 'premises'> & { __typename: string; conclusion: Part | null };

/** What aimsAt needs to know of an element. */
export interface Attacked extends Part {
  inferences?: readonly Step[];
  premiseOf?: readonly Step[];
  premises?: readonly Part[];
  conclusion?: Part | null;
  target?: Part | null;
}

/** One thing to aim at. */
export interface AimChoice {
  readonly key: string;
  readonly target: string;
  readonly against: string | null;
  readonly kind: AttackKind;
  /** Which argument the choice belongs to: its heading, or '' for the element itself. */
  readonly group: string;
  /** What the part is: "the claim", "a reason", "the step". */
  readonly part: string;
  readonly words: string;
}

/** The choices for an element, the element itself first. Nothing is offered twice. */
export function aimsAt(element: Attacked): AimChoice[] {
  const choices: AimChoice[] = [];
  const add = (
    target: string,
    against: string | null,
    kind: AttackKind,
    group: string,
    part: string,
    words: string,
  ) => {
    const key = `${target} ${against ?? ''}`;
    if (!choices.some((c) => c.key === key)) choices.push({ key, target, against, kind, group, part, words });
  };
  const step = (s: Step, group: string) => {
    for (const p of s.premises) add(p.id, s.id, 'UNDERMINE', group, 'a reason', p.text);
    add(s.id, null, 'UNDERCUT', group, 'the step', stepWords(s));
  };
  switch (element.__typename) {
    case 'Claim':
      add(element.id, null, 'REBUT', '', 'the claim itself', element.text);
      element.inferences?.forEach((s, i, all) => step(s, all.length > 1 ? `Its argument ${i + 1}` : 'Its argument'));
      for (const s of element.premiseOf ?? [])
        add(
          element.id,
          s.id,
          'UNDERMINE',
          'Where it is a reason',
          'it as a reason',
          `for: ${s.conclusion?.text || 'another step'}`,
        );
      break;
    case 'Inference': {
      const own = element as unknown as Step;
      add(element.id, null, 'UNDERCUT', '', 'the step', stepWords(own));
      step(own, 'The reasons');
      if (own.conclusion?.__typename === 'Claim')
        add(own.conclusion.id, null, 'REBUT', 'The conclusion', 'the claim itself', own.conclusion.text);
      break;
    }
    case 'Rebuttal':
      add(
        element.id,
        null,
        'UNDERCUT',
        '',
        'the step',
        `${list(element.premises)} – so not: ${element.target?.text || 'that step'}`,
      );
      for (const p of element.premises ?? []) add(p.id, null, 'REBUT', 'What it rests on', 'the claim itself', p.text);
      break;
    default:
      add(element.id, null, 'UNDERCUT', '', 'the step', element.text);
  }
  return choices;
}

function stepWords(step: Step): string {
  return `${list(step.premises)} – so: ${step.conclusion?.text || 'another step'}`;
}

function list(premises: readonly Part[] = []): string {
  return premises.map((p) => p.text).join(' and ');
}
