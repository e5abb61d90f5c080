// Rows as a server could give them, drawn by fast-check for the laws of the models.
import fc from 'fast-check';
import type { Row } from '../outline';

const below: readonly { role: NonNullable<Row['role']>; kind: string }[] = [
  { role: 'SUPPORTS', kind: 'Inference' },
  { role: 'REBUTS', kind: 'Rebuttal' },
  { role: 'UNDERCUTS', kind: 'Rebuttal' },
  { role: 'UNDERMINES', kind: 'Rebuttal' },
  { role: 'PREMISE_OF', kind: 'Claim' },
  { role: 'PREMISE_OF', kind: 'Claim' },
  { role: 'ASKS', kind: 'Question' },
  { role: 'ANSWERS', kind: 'Claim' },
];
const tops = ['Claim', 'Question', 'Inference', 'Rebuttal', 'Foreign'];
const words = fc.constantFrom(
  '',
  '',
  'War ends.',
  'Élan vital',
  'Who asks?',
  'Ὀδυσσεύς',
  '戦争は終わる',
  'sovereignty',
);

interface Draw {
  up: number;
  choice: number;
  again: number | null;
  text: string;
  label: 'IN' | 'OUT' | 'UNDECIDED' | null;
  open: boolean;
  author: string;
}

const draws: fc.Arbitrary<Draw> = fc.record({
  up: fc.oneof(fc.constant(0), fc.nat({ max: 4 })),
  choice: fc.nat(),
  again: fc.option(fc.nat(), { nil: null, freq: 5 }),
  text: words,
  label: fc.constantFrom('IN', 'OUT', 'UNDECIDED', null),
  open: fc.boolean(),
  author: fc.constantFrom('ann', 'bo'),
});

/** Rows of a whole tree in reading order, with elements met again, none of it cut. */
export const drawnRows: fc.Arbitrary<Row[]> = fc.array(draws, { maxLength: 60, size: 'max' }).map(rowsOf);

function rowsOf(list: readonly Draw[]): Row[] {
  const rows: Row[] = [];
  const path: number[] = [];
  list.forEach((draw, i) => {
    path.length = Math.max(0, path.length - draw.up);
    if (path.length && rows[path.at(-1)!]!.reference !== null) path.pop();
    const parent = path.at(-1) ?? null;
    const role = parent === null ? null : below[draw.choice % below.length]!;
    const kind = role?.kind ?? tops[draw.choice % tops.length]!;
    const met = rows.filter((r) => r.reference === null && r.element.__typename === kind);
    const again = draw.again !== null && parent !== null && met.length ? met[draw.again % met.length]! : null;
    if (parent !== null) rows[parent]!.childCount += 1;
    rows.push({
      element: again?.element ?? elementOf(kind, i, draw),
      parent,
      role: role?.role ?? null,
      occurrenceId: `o${i}`,
      childCount: 0,
      reference: again ? rows.indexOf(again) : null,
      context: false,
      cut: false,
    });
    path.push(i);
  });
  return rows;
}

function elementOf(kind: string, i: number, { text, label, open, author }: Draw): Row['element'] {
  // Most relations have no words of their own, and share their lines.
  const bare = (kind === 'Inference' || kind === 'Rebuttal') && i % 4 > 0;
  const element: Record<string, unknown> = { __typename: kind, id: `e${i}`, author, text: bare ? '' : text };
  if (kind === 'Question')
    Object.assign(element, { status: open ? 'OPEN' : 'ANSWERED', resolvedText: `${text} in full` });
  else if (kind !== 'Foreign') element.label = label;
  return element as unknown as Row['element'];
}
