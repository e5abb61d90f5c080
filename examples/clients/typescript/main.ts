// Draws a map as an outline, rebuts the claim at its top, and sees the rebuttal arrive.
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { initGraphQLTada } from 'gql.tada';
import { createClient } from 'graphql-sse';
import type { introspection } from './schema.js';

// Variables and answers get their types from the schema; "npm run check" also finds misspelt fields.
const graphql = initGraphQLTada<{ introspection: introspection; scalars: { Revision: number } }>();

const outline = graphql(`query Outline($words: String) {
  maps(first: 1, filter: { text: $words }) {
    nodes { id title revision tree { rows { depth role element { __typename id text } } } }
  }
}`);

const rebut = graphql(`mutation Rebut($map: ID!, $target: ID!, $text: String!) {
  addRebuttal(input: { map: $map, rebuttal: { target: $target, premises: [{ new: { text: $text } }] } }) {
    revision
  }
}`);

const changes = graphql(`subscription Changes($map: ID!, $since: Revision) {
  mapChanged(map: $map, since: $since) {
    toRevision
    changed { element { __typename ... on Rebuttal { kind target { text } premises { text } } } }
  }
}`);

const url = `${process.argv[2] ?? 'http://127.0.0.1:8080'}/graphql`;
const live = createClient({ url });
const client = new Client({
  url,
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({ unsubscribe: live.subscribe({ query, variables: { ...variables } }, sink) }),
      }),
    }),
  ],
});

const read = await client.query(outline, { words: 'debate' }).toPromise();
const map = read.data?.maps.nodes[0];
const target = map?.tree.rows[0]?.element.id;
if (!map || !target) throw read.error ?? new Error('there is no map of a debate');
console.log(`${map.title}, revision ${map.revision}`);
for (const { depth, role, element } of map.tree.rows) {
  console.log(`${'  '.repeat(depth)}${role ? role + ' ' : ''}${element.__typename}: ${element.text}`);
}

// With the revision that was read as `since`, nothing that happens from then on is missed.
const arrived = client.subscription(changes, { map: map.id, since: map.revision }).subscribe(({ data, error }) => {
  if (error) throw error;
  for (const { element } of data?.mapChanged.changed ?? []) {
    if (element?.__typename !== 'Rebuttal') continue;
    console.log(`revision ${data?.mapChanged.toRevision}, ${element.kind} of: ${element.target?.text}`);
    console.log(`because: ${element.premises.map(({ text }) => text).join(' ')}`);
    arrived.unsubscribe();
  }
});
const wrote = await client.mutation(rebut, { map: map.id, target, text: 'An intervention costs lives too.' }).toPromise();
if (wrote.error) throw wrote.error;
