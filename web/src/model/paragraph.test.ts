import { expect, test } from 'vitest';
import type { Mark, QuestionRow } from './citations';
import type { CitedElement } from './cited';
import { countsOf, groupsOf, marginName, rowsOf } from './paragraph';

const mark = (element: string, kind: Mark['kind'], role: Mark['role'] = 'WORDS', start = 0): Mark => ({
  element,
  kind,
  role,
  citation: 'c',
  source: 's',
  paragraph: 'p',
  ordinal: 5,
  start,
  end: start + 4,
});
const marks = [
  mark('a', 'Claim'),
  mark('q', 'Question', 'ANTECEDENT', 1),
  mark('q', 'Question', 'WORDS', 9),
  mark('a', 'Claim', 'BASIS', 12),
  mark('f', 'Foreign'),
  mark('r', 'Rebuttal'),
  mark('o', 'Question'),
];
const question = (over: Partial<CitedElement>) => ({ __typename: 'Question', id: '', text: '', ...over });
const known: Record<string, CitedElement> = {
  q: question({ status: 'OPEN', elliptical: true }),
  o: question({ status: 'ANSWERED', elliptical: false }),
};
const element = (id: string) => known[id] ?? null;

test('each element stands once, in the group of its kind', () => {
  expect(groupsOf(marks).map((g) => [g.title, g.marks.map((m) => m.element)])).toEqual([
    ['Questions', ['q', 'o']],
    ['Claims', ['a']],
    ['Rebuttals', ['r']],
    ['Others', ['f']],
  ]);
});

test('elements are counted once, and open questions apart', () => {
  expect(countsOf(marks, element)).toEqual({ elements: 5, open: 1 });
  expect(marginName(5, { elements: 5, open: 1 })).toBe('Paragraph 5: 5 elements, 1 open question');
  expect(marginName(2, { elements: 0, open: 0 })).toBe('Paragraph 2: no elements');
});

test('a row stands where one of its questions is asked, once, and only where words are left out', () => {
  const row: QuestionRow = { id: 'x', antecedent: 'this', questions: [{ id: 'q', ordinal: 1 }] };
  const whole: QuestionRow = { id: 'y', antecedent: 'that', questions: [{ id: 'o', ordinal: 1 }] };
  const rowOf = new Map([
    ['q', row],
    ['o', whole],
  ]);
  expect(rowsOf([...marks, mark('q', 'Question')], rowOf, element)).toEqual([row]);
  expect(rowsOf([mark('q', 'Question', 'ANTECEDENT')], rowOf, element)).toEqual([]);
});
