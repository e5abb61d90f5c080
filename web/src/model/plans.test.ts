import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankPremise, blankQuote, blankSpeaker, isBlank, type AskDraft, type PremiseDraft } from './drafting';
import { answerPlan, askPlan, attackOf, citePlan, claimPlan, placeOf, rebutPlan, supportPlan } from './plans';

const text = fc.constantFrom('', '  ', 'It rains.', '<script>');
const premise: fc.Arbitrary<PremiseDraft> = fc.record({
  claim: fc.option(fc.constantFrom('c1', 'c2')),
  text,
  slot: fc.constantFrom('', 'major'),
});
const premises = fc.array(premise, { minLength: 1, maxLength: 5 });
const quote = blankQuote([{ paragraph: 'p', start: 2, end: 5, exact: 'wet' }]);

test('each premise that says something is in the plan once, and its errors are shown at it', () => {
  fc.assert(
    fc.property(premises, fc.boolean(), (list, linked) => {
      const { operations, places } = supportPlan({ premises: list, linked, scheme: '', note: '', quote }, 'c');
      const said = list.flatMap((p, i) => (isBlank(p) ? [] : [i]));
      expect(operations).toHaveLength(linked ? 1 : said.length);
      const sent = operations.flatMap((o) => o.addInference!.premises);
      expect(sent).toHaveLength(said.length);
      said.forEach((i, n) => {
        expect(sent[n]!.claim ?? sent[n]!.new!.text).toBe(list[i]!.claim ?? list[i]!.text.trim());
        const path = linked ? `operations[0].addInference.premises[${n}]` : `operations[${n}].addInference.premises[0]`;
        expect(placeOf(places, `input.${path}.new.text`)).toBe(`premise.${i}`);
      });
    }),
  );
});

test('a rebuttal has the aim that was chosen', () => {
  const draft = {
    aim: { target: 'c', against: 'i' },
    premises: [{ ...blankPremise(), text: 'No.' }],
    scheme: '',
    note: '',
    quote,
  };
  const { operations, places } = rebutPlan(draft);
  expect(operations[0]!.addRebuttal).toMatchObject({ target: 'c', against: 'i', premises: [{ new: { text: 'No.' } }] });
  expect(placeOf(places, 'input.operations[0].addRebuttal.against')).toBe('aim');
});

test.each([
  ['c', null, false, 'REBUT'],
  ['c', 'i', false, 'UNDERMINE'],
  ['i', null, true, 'UNDERCUT'],
] as const)('against %s in %s is the attack %s', (target, against, relation, kind) =>
  expect(attackOf({ target, against }, relation)).toBe(kind),
);

test.each([
  ['me', undefined],
  ['nobody', []],
  ['v', [{ voice: 'v', act: 'DENIES' }]],
])('a claim that %s says', (who, commitments) => {
  const { operations } = claimPlan({ text: ' It rains. ', speaker: { ...blankSpeaker(), who, act: 'DENIES' }, quote });
  expect(operations).toHaveLength(1);
  expect(operations[0]!.addClaim).toMatchObject({ text: 'It rains.' });
  expect(operations[0]!.addClaim!.commitments).toEqual(commitments);
});

test('a claim of somebody new brings the voice first, and errors of each are told apart', () => {
  const { operations, places } = claimPlan({
    text: 'It rains.',
    speaker: { ...blankSpeaker(), who: 'new', name: 'Critics' },
    quote: blankQuote(),
  });
  expect(operations.map((o) => Object.keys(o)[0])).toEqual(['addVoice', 'addClaim']);
  expect(operations[1]!.addClaim!.commitments).toEqual([{ voice: operations[0]!.addVoice!.ref, act: 'ASSERTS' }]);
  expect(placeOf(places, 'input.operations[0].addVoice.name')).toBe('speaker');
  expect(placeOf(places, 'input.operations[1].addClaim.text')).toBe('text');
});

const ask = (questions: AskDraft['questions'], critical = '', about = ['c', 'd']): AskDraft => ({
  about,
  questions,
  antecedent: 'the war',
  form: 'WH',
  force: 'PURE',
  note: '',
  embedded: false,
  exclusive: false,
  critical,
  quote: blankQuote(),
});

test('several questions stand in one row in their order; one stands in none', () => {
  const asked = fc.array(fc.record({ text, resolved: text }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(asked, (questions) => {
      const { operations } = askPlan(ask(questions));
      const said = questions.filter((q) => q.text.trim());
      const sent = operations.flatMap((o) => o.raiseQuestion ?? []);
      expect(sent.map((q) => q.text)).toEqual(said.map((q) => q.text.trim()));
      expect(operations.filter((o) => o.addRow)).toHaveLength(said.length > 1 ? 1 : 0);
      for (const q of sent) {
        expect(q.row).toBe(said.length > 1 ? 'row' : null);
        expect(q.asksAbout).toEqual([{ element: 'c' }, { element: 'd' }]);
        expect(q.elliptical).toBe(q.resolvedText !== null && q.resolvedText !== q.text);
      }
    }),
  );
});

test('a critical question is asked in the words of its scheme', () => {
  const { operations } = askPlan(ask([{ text: 'Why?', resolved: '' }], 'trust', ['i']));
  expect(operations).toEqual([
    { raiseCriticalQuestion: { ref: 'question0', inference: 'i', question: 'trust', force: 'PURE', citations: null } },
  ]);
});

test('an answer is a claim that is there, or a new one with its words', () => {
  const answer = (premise: PremiseDraft) =>
    answerPlan({ answer: premise, partial: true, bearing: 'FAILS', quote }, 'q').operations[0]!.answerQuestion;
  expect(answer({ claim: 'c', text: 'old', slot: '' })).toEqual({
    question: 'q',
    claim: 'c',
    partial: true,
    bearing: 'FAILS',
  });
  expect(answer({ claim: null, text: 'new', slot: '' })).toMatchObject({
    new: {
      text: 'new',
      citations: [{ segments: [{ paragraph: 'p', start: 2, end: 5, exact: 'wet', unit: 'UTF16' }] }],
    },
  });
});

test('without words there is nothing to cite', () => {
  expect(citePlan(blankQuote(), 'c').operations).toEqual([]);
  expect(citePlan(quote, 'c').operations[0]!.cite!.element).toBe('c');
});

test.each([
  ['input.operations[1]', undefined],
  ['input.operations[10].addClaim', undefined],
  ['input.operations[1].addClaimant', undefined],
  ['input.operations[1].addClaim', 'a'],
  ['input.operations[1].addClaim.text', 'b'],
  [undefined, undefined],
])('the input %s is the field %s', (path, field) =>
  expect(placeOf({ 'operations[1].addClaim': 'a', 'operations[1].addClaim.text': 'b' }, path)).toBe(field),
);
