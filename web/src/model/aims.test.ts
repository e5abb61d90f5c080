import { expect, test } from 'vitest';
import { aimsAt } from './aims';

const claim = (id: string) => ({ __typename: 'Claim' as const, id, text: `claim ${id}` });
const step = (id: string, premises: string[], conclusion: string) => ({
  __typename: 'Inference' as const,
  id,
  text: '',
  scheme: null,
  premises: premises.map(claim),
  conclusion: claim(conclusion),
});
const said = (choices: ReturnType<typeof aimsAt>) => choices.map((c) => [c.target, c.against, c.kind]);

test('a claim: itself, the parts of its argument, and itself where it is a reason', () => {
  const element = { ...claim('c'), inferences: [step('i', ['p', 'q'], 'c')], premiseOf: [step('j', ['c'], 'd')] };
  expect(said(aimsAt(element))).toEqual([
    ['c', null, 'REBUT'],
    ['p', 'i', 'UNDERMINE'],
    ['q', 'i', 'UNDERMINE'],
    ['i', null, 'UNDERCUT'],
    ['c', 'j', 'UNDERMINE'],
  ]);
});

test('a step: itself first, its reasons, its conclusion', () => {
  expect(said(aimsAt(step('i', ['p'], 'c')))).toEqual([
    ['i', null, 'UNDERCUT'],
    ['p', 'i', 'UNDERMINE'],
    ['c', null, 'REBUT'],
  ]);
});

test('a rebuttal: its step, and what it rests on', () => {
  const rebuttal = { __typename: 'Rebuttal' as const, id: 'r', text: '', premises: [claim('p')], target: claim('c') };
  expect(said(aimsAt(rebuttal))).toEqual([
    ['r', null, 'UNDERCUT'],
    ['p', null, 'REBUT'],
  ]);
});
