import { expect, test } from 'vitest';
import { directionOf, directionOfText } from './direction';

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['ur', 'rtl'],
  ['az-Arab', 'rtl'],
  ['az', 'ltr'],
  ['en-GB', 'ltr'],
  ['ja', 'ltr'],
  [null, 'auto'],
  ['', 'auto'],
  ['not a language', 'auto'],
])('%s is written %s', (language, way) => expect(directionOf(language)).toBe(way));

test.each([
  ['a short text', 'auto'],
  ['“Long” '.repeat(5_000), 'ltr'],
  ['12. «الدولة» says one. '.repeat(5_000), 'rtl'],
  ['— שלום. '.repeat(5_000), 'rtl'],
  ['1 2 3 '.repeat(5_000), 'ltr'],
])('a text that begins %.20j runs %s', (text, direction) => expect(directionOfText(text)).toBe(direction));
