import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap } from './wrap';

// Every letter is as wide as its code units are many, and a space is one wide.
const measure = (text: string) => text.length;
const words = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('a', 'reason', 'for', 'it', '国', '安全', '。', 'unconscionable', ' ', '\n'), {
      maxLength: 40,
    })
    .map((a) => a.join(' ')),
);
const packed = (text: string) => text.replace(/\s+/g, '');

test('nothing is lost or added', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 30 }), (text, width) => {
      expect(packed(wrap(text, width, measure).join(' '))).toBe(packed(text));
    }),
  );
});

test('no line is too wide, unless it is one letter', () => {
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 30 }), (text, width) => {
      for (const line of wrap(text, width, measure)) {
        expect(line.length <= width || [...letters.segment(line)].length === 1).toBe(true);
        expect(line).toBe(line.trim());
        expect(line).not.toBe('');
      }
    }),
  );
});

test('no line could have taken the next word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 30 }),
      fc.integer({ min: 8, max: 30 }),
      (list, width) => {
        const lines = wrap(list.join(' '), width, measure);
        lines
          .slice(1)
          .forEach((line, i) => expect(lines[i]!.length + 1 + line.split(' ')[0]!.length).toBeGreaterThan(width));
      },
    ),
  );
});

test('a limit is kept, and told', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 4 }), (text, width, limit) => {
      const [whole, some] = [wrap(text, width, measure), wrap(text, width, measure, limit)];
      if (whole.length <= limit) expect(some).toEqual(whole);
      else {
        expect(some.length).toBe(limit);
        expect(some.at(-1)).toMatch(/…$/);
        expect(some.at(-1)!.length).toBeLessThanOrEqual(width);
        expect(some.slice(0, -1)).toEqual(whole.slice(0, limit - 1));
      }
    }),
  );
});

test('scripts without spaces are broken between their signs, and not before a stop', () => {
  expect(wrap('人間の安全保障。国家', 4, measure)).toEqual(['人間の安', '全保障。', '国家']);
});
