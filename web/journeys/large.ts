// Large maps for the journeys, made by the API as any client would make them. What is drawn comes from a seed.
import type { Server } from './kit';

const subjects = ['A treaty', 'The court', 'An embargo', 'Each veto', 'The council', 'A mission', 'Early warning'];
const verbs = ['protects', 'weakens', 'postpones', 'presupposes', 'replaces', 'limits'];
const objects = [
  'the rights of those who can not leave',
  'what neighbouring states would have to bear',
  'the rule that nobody is judge in his own cause',
  'an order that took three generations to build, and that nobody who lives under it wants to lose',
];

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function drawn(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Operation = Record<string, Record<string, unknown>>;

/**
 * Makes a map of a number of elements: claims under claims by reasons and rebuttals, and a question here and
 * there. Every thousand elements are a change set.
 */
export async function largeMap(server: Server, title: string, elements: number): Promise<string> {
  const { createMap } = await server.ask(
    'mutation($title: String!) { createMap(input: { title: $title }) { map { id } } }',
    { title },
  );
  const map: string = createMap.map.id;
  const next = drawn(elements);
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!;
  const claims: string[] = [];
  for (let made = 0; made < elements;) {
    const operations: Operation[] = [];
    const refs: string[] = [];
    while (operations.length < 1_000 && made < elements) {
      const n = claims.length + refs.length;
      const text = `${pick(subjects)} ${pick(verbs)} ${pick(objects)}${next() < 0.3 ? `, and ${pick(verbs)} ${pick(objects)}` : ''} (${n + 1}).`;
      const ref = `c${n}`;
      const above = n && next() > 0.02 ? pick([...refs.slice(-20), ...claims.slice(-5), ...claims.slice(0, 5)]) : null;
      const kind = next();
      if (!above || made + 1 === elements) {
        operations.push({ addClaim: { ref, text } });
        made += 1;
      } else if (kind < 0.12) {
        operations.push({ raiseQuestion: { text: `Who says that ${text}`, asksAbout: [{ element: above }] } });
        made += 1;
        continue;
      } else {
        const premises = [{ new: { ref, text } }];
        if (kind < 0.75) operations.push({ addInference: { premises, conclusion: above } });
        else operations.push({ addRebuttal: { premises, target: above } });
        made += 2;
      }
      refs.push(ref);
    }
    const { applyChanges } = await server.ask(
      'mutation($input: ApplyChangesInput!) { applyChanges(input: $input) { ids { ref id } } }',
      { input: { map, operations } },
    );
    const ids = new Map(applyChanges.ids.map((i: { ref: string; id: string }) => [i.ref, i.id]));
    claims.push(...refs.map((ref) => ids.get(ref) as string));
  }
  return map;
}
