import { expect, test } from 'vitest';
import type { Commitment } from './citations';
import { elementIn, markWords, segmentName, standingOf, voicesOf, type CitedElement } from './cited';
import { outlineOf, type Row } from './outline';
import type { Segment } from './segments';
import { nameOf } from './words';

const segment = (over: Partial<Segment>): Segment => ({
  start: 0,
  end: 4,
  elements: 1,
  element: 'a',
  layers: [{ kind: 'Claim', role: 'WORDS', opens: true }],
  ...over,
});
const claim: CitedElement = { __typename: 'Claim', id: 'a', text: 'A.', label: 'IN' };
const question: CitedElement = { __typename: 'Question', id: 'q', text: 'Why?', status: 'OPEN' };

test('the name of a segment says what it is, has its words in it, and tells where the element stands', () => {
  expect(segmentName('They are', segment({}), claim)).toBe('claim: They are, accepted');
  expect(segmentName('Why?', segment({ layers: [{ kind: 'Question', role: 'WORDS', opens: true }] }), question)).toBe(
    'question: Why?, open',
  );
  expect(segmentName('They', segment({ elements: 3 }), null)).toBe('3 elements: They');
  expect(segmentName('They', segment({}), null)).toBe('claim: They');
});

test('what words are to an element is told where they are not its own', () => {
  expect(markWords('WORDS', 'Claim')).toBe('claim');
  expect(markWords('CUE', 'Rebuttal')).toBe('sign of a rebuttal');
  expect(markWords('BASIS', 'Inference')).toBe('ground of a reason');
  expect(markWords('ANTECEDENT', 'Question')).toBe('what a question refers to');
  expect([standingOf(claim), standingOf(question), standingOf(null)]).toEqual(['accepted', 'open', '']);
});

const act = (over: Partial<Commitment>): Commitment => ({
  act: 'ASSERTS',
  voice: { name: 'The speaker', kind: 'AUTHOR' },
  reportedBy: null,
  ...over,
});

test('voices are told where anybody but the author speaks, or the author does not assert', () => {
  expect(voicesOf(undefined)).toBe('');
  expect(voicesOf([act({})])).toBe('');
  expect(voicesOf([act({ reportedBy: { name: 'A clerk' } })])).toBe('held by The speaker (as reported by A clerk)');
  expect(voicesOf([act({ act: 'DENIES' })])).toBe('rejected by The speaker');
  expect(
    voicesOf([
      act({ voice: { name: 'Some critics', kind: 'REPORTED' }, reportedBy: { name: 'The speaker' } }),
      act({ act: 'SUPPOSES' }),
    ]),
  ).toBe('held by Some critics (as reported by The speaker), assumed by The speaker');
});

test('an element is found by its id, also where it shares a line, and is called by its premises', () => {
  const row = (over: Partial<Row>, element: object): Row => ({
    parent: null,
    role: null,
    occurrenceId: '',
    childCount: 0,
    reference: null,
    context: false,
    cut: false,
    ...over,
    element: { author: 'x', text: '', ...element } as Row['element'],
  });
  const outline = outlineOf([
    row({ occurrenceId: '0' }, { __typename: 'Claim', id: 'top', text: 'Top.' }),
    row({ occurrenceId: '1', parent: 0, role: 'SUPPORTS' }, { __typename: 'Inference', id: 'one' }),
    row({ occurrenceId: '2', parent: 1, role: 'PREMISE_OF' }, { __typename: 'Claim', id: 'p', text: 'P.' }),
    row({ occurrenceId: '3', parent: 0, role: 'SUPPORTS' }, { __typename: 'Inference', id: 'two' }),
    row({ occurrenceId: '4', parent: 3, role: 'PREMISE_OF' }, { __typename: 'Claim', id: 'q', text: 'Q.' }),
    row({ occurrenceId: '5', parent: 3, role: 'PREMISE_OF' }, { __typename: 'Claim', id: 'r', text: 'R.' }),
  ]);
  const names = ['top', 'p', 'one', 'two'].map((id) => nameOf(elementIn(outline, id)!));
  expect(names).toEqual(['Top.', 'P.', 'the step from “P.”', 'the step from “Q.” and “R.”']);
  expect(elementIn(outline, 'nobody')).toBeNull();
});
