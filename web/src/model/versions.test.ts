import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed, differences, fieldsOf, merged, ownFields } from './versions';

const value = fc.constantFrom('a', 'b', 'c', true, null);
const fields = fc.record({ text: value, note: value, form: value });
const partial = fc.record({ text: value, note: value, form: value }, { requiredKeys: [] });

test('a merge with what nobody changed is the other version', () => {
  fc.assert(
    fc.property(fields, partial, (was, other) => {
      const full = { ...was, ...other };
      expect(merged(was, {}, other)).toEqual(full);
      expect(merged(was, other, {})).toEqual(full);
    }),
  );
});

test('of two versions a merge has each field from one of them, and from who changed it', () => {
  fc.assert(
    fc.property(fields, partial, partial, (was, theirs, mine) => {
      const result = merged(was, theirs, mine);
      for (const [field, old] of Object.entries(was)) {
        const a = field in theirs ? theirs[field as 'text'] : old;
        const b = field in mine ? mine[field as 'text'] : old;
        expect(result[field]).toBe(b !== old ? b : a);
      }
    }),
  );
});

test('only what somebody changed is a difference, and it is both when both changed it apart', () => {
  fc.assert(
    fc.property(fields, partial, partial, (was, theirs, mine) => {
      const found = new Map(differences(was, theirs, mine).map((d) => [d.field, d.by]));
      for (const [field, old] of Object.entries(was)) {
        const a = field in theirs ? theirs[field as 'text'] : old;
        const b = field in mine ? mine[field as 'text'] : old;
        expect(found.has(field)).toBe(a !== old || b !== old);
        expect(found.get(field) === 'both').toBe(a !== old && b !== old && a !== b);
      }
    }),
  );
});

test('what changed, put on top, gives the other version', () => {
  fc.assert(fc.property(fields, fields, (a, b) => void expect({ ...a, ...changed(a, b) }).toEqual(b)));
});

const asked = {
  __typename: 'Question',
  text: 'Why?',
  resolvedText: 'Why did they go?',
  note: null,
  form: 'WH',
  force: 'PURE',
  elliptical: true,
  embedded: false,
  status: 'WITHDRAWN',
  answerMode: 'COMPATIBLE',
  standard: null,
};
const logged = {
  id: 'q',
  kind: 'QUESTION',
  text: 'Why?',
  created: '',
  question: { resolved: 'Why did they go?', form: 'WH', force: 'PURE', elliptical: true, withdrawn: true },
};

test('the API and the log say the same of one question', () => {
  expect(ownFields(asked)).toEqual(fieldsOf(logged));
});

test.each([
  [{ __typename: 'Claim', text: 'It rains.', basis: 'GIVEN' }, { id: 'c', kind: 'CLAIM', text: 'It rains.' }, ['text']],
  [{ __typename: 'Inference', text: '', scheme: null }, { id: 'i', kind: 'INFERENCE' }, ['text', 'scheme']],
  [{ __typename: 'Locution', text: 'Hm.' }, { id: 'l', kind: 'LOCUTION', text: 'Hm.' }, ['text']],
])('%o is in the log as %o', (element, record, same) => {
  const [api, log] = [ownFields(element), fieldsOf(record)];
  for (const field of same) expect(log[field]).toEqual(api[field]);
});
