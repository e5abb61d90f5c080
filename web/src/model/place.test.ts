import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPlace, parsePlace, views, type Place } from './place';

const word = fc.string({ minLength: 1 }).filter((s) => s.isWellFormed());
const maybe = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: undefined });
const places: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ at: fc.constant('home' as const), search: maybe(word) }),
  fc.record({ at: fc.constant('questions' as const) }),
  fc.record({ at: fc.constant('source' as const), source: word, paragraph: maybe(word) }),
  fc.record({
    at: fc.constant('map' as const),
    map: word,
    view: fc.constantFrom(...views.map((v) => v.view)),
    element: maybe(word),
    revision: maybe(fc.nat()),
    source: maybe(word),
  }),
);

test('a place that was written is read back', () => {
  fc.assert(fc.property(places, (place) => void expect(parsePlace(formatPlace(place))).toEqual(place)));
});

test('no address breaks the page', () => {
  fc.assert(fc.property(fc.string(), (hash) => void expect(parsePlace(hash).at).toBeTruthy()));
});

test.each([
  ['', { at: 'home' }],
  ['#/maps/m/dance', { at: 'map', map: 'm', view: 'read' }],
  ['#/maps/m/tree?revision=-1', { at: 'map', map: 'm', view: 'tree' }],
  ['#/maps', { at: 'home' }],
])('%s leads to a place that there is', (hash, place) => expect(parsePlace(hash)).toEqual(place));
