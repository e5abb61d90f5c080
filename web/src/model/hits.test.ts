import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt, hitOf } from './hits';

const word = fc.stringMatching(/^[a-zé]{1,9}$/);

test('an excerpt is a part of the text, and marks what begins with a word', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 150 }), fc.array(word, { minLength: 1, maxLength: 3 }), (text, words) => {
      const whole = text.join(' ');
      const parts = excerpt(whole, words.join(' '));
      const shown = parts
        .map((p) => p.text)
        .join('')
        .replace(/^… /, '')
        .replace(/ …$/, '');
      expect(whole).toContain(shown);
      for (const p of parts.filter((p) => p.hit)) expect(words.some((w) => p.text.startsWith(w))).toBe(true);
      if (text.some((t) => words.some((w) => t.startsWith(w)))) expect(parts.some((p) => p.hit)).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(400);
    }),
  );
});

test('a hit leads to its place', () => {
  const claim = { node: { __typename: 'Claim', id: 'c', text: 't' }, map: { id: 'm', title: 'M' } } as const;
  expect(hitOf(claim)?.place).toEqual({ at: 'map', map: 'm', view: 'tree', element: 'c' });
  expect(hitOf({ ...claim, map: null })).toBe(null);
  const node = { __typename: 'Paragraph', id: 'p', text: 't', ordinal: 3, source: { id: 's', title: 'S' } } as const;
  expect(hitOf({ node, map: null })).toMatchObject({
    place: { at: 'source', source: 's', paragraph: 'p' },
    where: 'S, paragraph 3',
  });
});
