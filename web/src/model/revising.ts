// The operations that change what belongs to an element that is there: its citations, who stands to it and how,
// its place in a row, and where it leads.
import type { CommitmentAct, OperationInput } from '../api/generated';
import type { Aim, Speaker } from './drafting';
import { newVoice, type Plan } from './plans';

/** The operations that take citations away. */
export function uncitePlan(citations: readonly string[]): Plan {
  return { operations: citations.map((id) => ({ remove: id })), places: {} };
}

/** What a voice does with a claim, as it was read. */
export interface Stance {
  readonly id: string;
  readonly act: CommitmentAct;
  readonly voice: { readonly id: string };
  readonly reportedBy: { readonly id: string } | null;
}

/** What is to become of a stance: another act, or none. */
export type StanceChange = CommitmentAct | 'NONE';

/**
 * The operations that change who stands to a claim, and how. `changes` names stances by their ids; what it leaves
 * out stays. A stance has no fields to change: it goes, and another comes.
 */
export function stancesPlan(
  claim: string,
  was: readonly Stance[],
  changes: Readonly<Record<string, StanceChange>>,
  added: Speaker | null,
): Plan {
  const operations: OperationInput[] = [];
  for (const { id, act, voice, reportedBy } of was) {
    const now = changes[id] ?? act;
    if (now === act) continue;
    operations.push({ remove: id });
    if (now === 'NONE') continue;
    operations.push({
      commit: { claim, commitment: { voice: voice.id, act: now, reportedBy: reportedBy?.id ?? null } },
    });
  }
  const first = operations.length;
  if (added) {
    const voice = added.who === 'new' ? 'voice' : added.who;
    operations.push(...newVoice(added), { commit: { claim, commitment: { voice, act: added.act } } });
  }
  const mine = operations.slice(first).map((_, i) => [`operations[${first + i}]`, 'speaker']);
  return { operations, places: Object.fromEntries(mine) };
}

/** A question of a row, with its place there. */
export interface InRow {
  readonly id: string;
  readonly ordinal: number | null;
}

/** A list with one of its items moved by some places; as it was when it would leave the list. */
export function moved<T>(list: readonly T[], item: T, by: number): T[] {
  const [from, to] = [list.indexOf(item), list.indexOf(item) + by];
  if (from < 0 || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((other) => other !== item);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/**
 * The operations that put the questions of a row in an order: the places that the row has stay, and go to the
 * questions in turn. Questions that keep theirs are left alone.
 */
export function orderPlan(was: readonly InRow[], order: readonly string[]): Plan {
  const places = was.map((q, i) => q.ordinal ?? i + 1).sort((a, b) => a - b);
  const before = new Map(was.map((q) => [q.id, q.ordinal]));
  const operations = order.flatMap((id, i) =>
    before.get(id) === places[i] ? [] : [{ updateElement: { id, ordinal: places[i]! } }],
  );
  return { operations, places: {} };
}

/** Where a question goes: to a row, to a new one after some words, or out of its row. */
export type RowChoice = { row: string } | { antecedent: string } | null;

/** The operations that give a question another row, at its end. A row that it leaves empty goes. */
export function rowPlan(question: string, to: RowChoice, left: { id: string; questions: number } | null): Plan {
  const fresh = to !== null && 'antecedent' in to;
  const added: OperationInput[] = fresh ? [{ addRow: { ref: 'row', antecedent: to.antecedent.trim() } }] : [];
  const row = to === null ? null : fresh ? 'row' : to.row;
  const empty: OperationInput[] = left?.questions === 1 ? [{ remove: left.id }] : [];
  return {
    operations: [...added, { updateElement: { id: question, row } }, ...empty],
    places: fresh ? { 'operations[0].addRow': 'antecedent' } : {},
  };
}

/** The operation that lets a relation lead elsewhere; it keeps all that it has. */
export function redirectPlan(relation: string, { target, against }: Aim): Plan {
  return {
    operations: [{ redirect: { relation, target, against } }],
    places: { 'operations[0].redirect': 'aim' },
  };
}
