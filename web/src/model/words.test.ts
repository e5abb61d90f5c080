import { expect, test } from 'vitest';
import { counted, judgement, nameOf, sentence } from './words';

test('an element is called by its own words, else by what it joins', () => {
  expect(nameOf({ __typename: 'Claim', id: '1', text: 'War ends.' })).toBe('War ends.');
  expect(nameOf({ __typename: 'Inference', id: '2', text: '', premises: [{ text: 'a' }, { text: 'b' }] })).toBe(
    'the step from “a” and “b”',
  );
  expect(nameOf({ __typename: 'Rebuttal', id: '3', text: '', premises: [], kind: 'UNDERCUT' })).toBe(
    'an attack that breaks the step',
  );
  expect(nameOf({ __typename: 'Foreign', id: '4', text: '' })).toBe('a foreign element without words');
});

test('losing a reason is not the same as being refuted', () => {
  expect(judgement('OUT', 'UNSUPPORTED')).toBe('not accepted: it lacks the support it needs');
  expect(judgement('OUT', 'DEFEATED')).toBe('defeated');
  expect(judgement('IN')).toBe('accepted');
  expect(judgement(null)).toMatch(/takes no part/);
});

test.each([
  [0, 'no claims'],
  [1, '1 claim'],
  [1234, '1,234 claims'],
])('%i of them are counted', (n, words) => expect(counted(n, 'claim')).toBe(words));

test.each([
  ['the map has no revision 9 yet', 'The map has no revision 9 yet.'],
  ['There is no such map.', 'There is no such map.'],
  ['', ''],
])('“%s” is said as a sentence', (message, words) => expect(sentence(message)).toBe(words));
