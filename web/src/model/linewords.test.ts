import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from './linewords';
import { outlineOf, type Row } from './outline';
import { drawnRows } from './testing/rows';

test('each line says something, by a word and a sign beside its colour', () => {
  fc.assert(
    fc.property(drawnRows, (rows) => {
      for (const line of outlineOf(rows).lines) {
        const words = wordsOf(line);
        expect(words.text).not.toBe('');
        expect(words.role).not.toBe('');
        expect(words.sign).not.toBe('');
        expect(words.said).toBe(line.element.text !== '');
      }
    }),
  );
});

const row = (n: number, kind: string, parent: number | null, role: Row['role'], more: object = {}): Row => ({
  element: { __typename: kind, id: `e${n}`, author: 'ann', text: '', ...more } as unknown as Row['element'],
  ...{ parent, role, occurrenceId: `o${n}`, childCount: 0 },
  ...{ reference: null, context: false, cut: false },
});

const says = (rows: Row[]) =>
  outlineOf(rows).lines.map((l) => {
    const { shape, sign, role, text } = wordsOf(l);
    return `${shape} ${sign} ${role}: ${text}`;
  });

test('roles are said in words, and each kind of attack has a shape of its own', () => {
  const rows = [
    row(0, 'Claim', null, null, { text: 'A.' }),
    row(1, 'Inference', 0, 'SUPPORTS'),
    row(2, 'Claim', 1, 'PREMISE_OF', { text: 'B.' }),
    row(3, 'Rebuttal', 1, 'UNDERCUTS'),
    row(4, 'Claim', 3, 'PREMISE_OF', { text: 'C.' }),
    row(5, 'Question', 3, 'ASKS', { text: 'Why?' }),
    row(6, 'Question', 4, 'ASKS', { text: 'Who?' }),
    row(7, 'Rebuttal', 0, 'REBUTS'),
    row(8, 'Claim', 7, 'PREMISE_OF', { text: 'D.' }),
    row(9, 'Claim', 7, 'PREMISE_OF', { text: 'E.' }),
  ];
  expect(says(rows)).toEqual([
    'plain · Claim: A.',
    'solid + supports: B.',
    'dotted × breaks the step: C.',
    'round ? asks about the attack: Why?',
    'round ? asks: Who?',
    'dashed × denies the conclusion: These reasons together',
    'plain · because: D.',
    'plain · because: E.',
  ]);
});

test('a relation that is met again is called by its premises', () => {
  const rows = [
    row(0, 'Claim', null, null, { text: 'A.' }),
    row(1, 'Inference', 0, 'SUPPORTS'),
    row(2, 'Claim', 1, 'PREMISE_OF', { text: 'B.' }),
    row(3, 'Inference', 0, 'SUPPORTS'),
    row(4, 'Claim', 3, 'PREMISE_OF', { text: 'C.' }),
    row(5, 'Claim', 3, 'PREMISE_OF', { text: 'D.' }),
    row(6, 'Question', null, null, { text: 'Q?' }),
  ];
  const again = (n: number, to: number) => ({ ...rows[to]!, parent: 6, occurrenceId: `o${n}`, reference: to });
  rows.push(again(7, 1), again(8, 3));
  expect(says(rows).slice(-2)).toEqual([
    'solid + supports: the step from “B.”',
    'solid + supports: the step from “C.” and “D.”',
  ]);
});

test('an elliptical question is said in full beside its words, another is not', () => {
  const question = { text: 'By whom?', resolvedText: 'By whom would it be led?', status: 'OPEN' };
  const [a, b] = [true, false].map((elliptical, i) => row(i, 'Question', null, null, { ...question, elliptical }));
  expect(outlineOf([a!, b!]).lines.map((l) => wordsOf(l).full)).toEqual(['By whom would it be led?', null]);
});
