// What change sets did, in words: the operations of some revisions folded record by record (what was there
// first, what is there last), and told as people would tell it. A reason that was added is one change, not
// one for the step and one for each of its links.
import { attackWords, kindOf, type Tone } from './words';
import { differences, fieldsOf, type Difference } from './versions';
import type { AttackKind } from '../api/generated';

/** A change to one record, as the log has it. */
export interface Op {
  readonly type: string;
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** One change as the page tells it. */
export interface Change {
  readonly key: string;
  readonly what: 'added' | 'removed' | 'changed';
  /** What was changed: Claim, Reason, Voice … */
  readonly noun: string;
  readonly tone: Tone;
  readonly words: string;
  /** The element to go to, where there is one still. */
  readonly element: string | null;
  /** The fields that were changed, before (`was`) and after (`theirs`). */
  readonly fields: readonly Difference[];
}

/** Gives the words of an element that the operations do not touch, if they are known. */
export type Naming = (id: string) => string | undefined;

type Record_ = Record<string, any>;

/**
 * Folds operations, in their order, to one for each record: its first `before` and its last `after`.
 * Records that are in the end what they were are left out. Folding folds again comes to the same.
 */
export function fold(operations: Iterable<Op>): Op[] {
  const folded = new Map<string, { type: string; id: string; before: unknown; after: unknown }>();
  for (const { type, id, before, after } of operations) {
    const key = `${type} ${id}`;
    const known = folded.get(key);
    if (known) known.after = after;
    else folded.set(key, { type, id, before, after });
  }
  return [...folded.values()].filter((op) => JSON.stringify(op.before) !== JSON.stringify(op.after));
}

/** Folded operations the other way round: what takes them back. Backwards twice is forwards. */
export function backwards(operations: readonly Op[]): Op[] {
  return operations.map((op) => ({ ...op, before: op.after, after: op.before })).reverse();
}

/** Tells folded operations in words, in the order of the log. */
export function changesOf(operations: readonly Op[], naming: Naming = () => undefined): Change[] {
  const told = new Telling(operations, naming);
  return operations.flatMap((op) => {
    const change = told.change(op);
    return change ? [{ ...change, key: `${op.type} ${op.id}` }] : [];
  });
}

type Told = Omit<Change, 'key'>;

class Telling {
  // The elements, voices and rows that operations add or remove, and the links by each of their ends.
  readonly #records = new Map<string, Record_>();
  readonly #whole = new Map<string, string>();
  readonly #links = new Map<string, Record_[]>();

  constructor(
    operations: readonly Op[],
    readonly naming: Naming,
  ) {
    for (const op of operations) {
      const record = (op.after ?? op.before) as Record_;
      if (op.type === 'link') {
        for (const end of [record.from, record.to]) {
          const known = this.#links.get(end);
          if (known) known.push(record);
          else this.#links.set(end, [record]);
        }
      } else {
        this.#records.set(op.id, record);
        if (op.before === null || op.after === null) this.#whole.set(op.id, record.kind ?? op.type);
      }
    }
  }

  change(op: Op): Told | null {
    const what = op.before === null ? 'added' : op.after === null ? 'removed' : 'changed';
    const record = (op.after ?? op.before) as Record_;
    const tell = (noun: string, tone: Tone, words: string, element: string | null = null): Told => ({
      what,
      noun,
      tone,
      words,
      element: op.type === 'element' && what === 'removed' ? null : element,
      fields: what === 'changed' ? differences(fieldsOf(op.before), fieldsOf(op.after), {}) : [],
    });
    switch (op.type) {
      case 'element': {
        const { name, tone } = kindOf(typeName(record.kind));
        return tell(name, tone, this.#element(record), op.id);
      }
      case 'properties':
        return tell('Map', 'neutral', record.title);
      case 'voice':
        return tell('Voice', 'neutral', record.name);
      case 'row':
        return tell('Row of questions', 'question', record.antecedent);
      case 'citation':
        if (this.#whole.has(record.element)) return null;
        return tell(
          'Citation',
          'neutral',
          `${quoted(wordsOf(record))} for ${this.#name(record.element)}`,
          record.element,
        );
      case 'commitment':
        if (this.#whole.has(record.claim)) return null;
        return tell('Stance', 'neutral', this.#stance(record), record.claim);
      case 'link':
        return this.#isPart(record) ? null : tell('Link', 'neutral', this.#link(record), record.to);
      default:
        return tell('Leftover of an import', 'neutral', record.what ?? '');
    }
  }

  // A link that is told with the relation or question that has it.
  #isPart({ role, from, to }: Record_): boolean {
    const kind = (id: string) => this.#whole.get(id);
    if (role === 'ANSWERS') return kind(to) === 'QUESTION';
    const owner = role === 'PREMISE_OF' || role === 'RAISES' ? to : from;
    return kind(owner) !== undefined && kind(owner) !== 'CLAIM';
  }

  #element(record: Record_): string {
    const links = this.#links.get(record.id) ?? [];
    const ends = (role: string, end: 'from' | 'to') =>
      links.filter((l) => l.role === role && l[end] !== record.id).map((l) => this.#name(l[end]));
    const from = ends('PREMISE_OF', 'from');
    const premises = from.join(' and ');
    const over = record.kind === 'REBUTTAL' ? ends('ATTACKS', 'to')[0] : ends('CONCLUDES', 'to')[0];
    const note = record.text ? ` (${record.text})` : '';
    if (premises && record.kind === 'INFERENCE')
      return `${premises} ${from.length > 1 ? 'together support' : 'supports'} ${over ?? 'something'}${note}`;
    if (premises && record.kind === 'REBUTTAL') {
      return `${premises} – ${attackWords(record.attack as AttackKind)}: ${over ?? 'something'}${note}`;
    }
    return record.text || this.naming(record.id) || '';
  }

  #name(id: string): string {
    const record = this.#records.get(id);
    const words = record?.text || this.naming(id) || (record && kindOf(typeName(record.kind ?? '')).name.toLowerCase());
    return words ? quoted(words) : 'an element that is gone';
  }

  #stance({ voice, act, claim }: Record_): string {
    const name = this.#records.get(voice)?.name ?? 'a voice';
    return `${name} ${stances[act] ?? act} ${this.#name(claim)}`;
  }

  #link({ role, from, to }: Record_): string {
    return `${this.#name(from)} ${links[role] ?? 'is linked to'} ${this.#name(to)}`;
  }
}

const stances: Record<string, string> = {
  ASSERTS: 'asserts',
  CONCEDES: 'concedes',
  DENIES: 'denies',
  SUPPOSES: 'supposes',
};

const links: Record<string, string> = {
  PREMISE_OF: 'is a reason in',
  CONCLUDES: 'supports',
  ATTACKS: 'attacks',
  AGAINST: 'attacks it as a reason in',
  RAISES: 'raises',
  ASKS_ABOUT: 'asks about',
  CARRIES: 'takes for granted',
  ANSWERS: 'answers',
  REPHRASES: 'is the new wording in',
  REPHRASE_OF: 'restates',
  PREFERRED_IN: 'goes before, in',
  PREFERRED_TO: 'puts behind',
};

function wordsOf({ segments }: Record_): string {
  return (segments as Record_[]).map((s) => s.exact).join(' … ');
}

function typeName(kind: string): string {
  return kind.charAt(0) + kind.slice(1).toLowerCase();
}

/** Words in quotation marks, cut where they are long. */
export function quoted(words: string, most = 90): string {
  return `“${words.length > most ? words.slice(0, most - 1).trimEnd() + '…' : words}”`;
}

/** "2 claims and 1 reason added, 1 claim changed": what some changes come to. */
export function summary(changes: readonly Change[]): string {
  return (['added', 'changed', 'removed'] as const)
    .flatMap((what) => {
      const count = new Map<string, number>();
      for (const c of changes) if (c.what === what) count.set(c.noun, (count.get(c.noun) ?? 0) + 1);
      const nouns = [...count].map(([noun, n]) => `${n.toLocaleString('en')} ${plural(noun.toLowerCase(), n)}`);
      return nouns.length ? [`${nouns.join(', ')} ${what}`] : [];
    })
    .join('; ');
}

function plural(noun: string, n: number): string {
  if (n === 1) return noun;
  const [first = '', ...rest] = noun.split(' ');
  return [first + 's', ...rest].join(' ');
}
