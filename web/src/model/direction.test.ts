import { expect, test } from 'vitest';
import { directionOf } from './direction';

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
