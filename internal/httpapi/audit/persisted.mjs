// Asks the same queries by automatic persisted queries through the clients of Apollo and urql, against
// the address in the first argument, and prints what was sent: a text once, then only its hash.
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } = require('@apollo/client');
const { PersistedQueryLink } = require('@apollo/client/link/persisted-queries');
const { Client, fetchExchange } = require('@urql/core');
const { persistedExchange } = require('@urql/exchange-persisted');
const { createHash } = require('node:crypto');

const url = process.argv[2];
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

// sent tells whether requests hold a text or only a hash.
const sent = [];
const watched = (address, init) => {
  const body = init?.body ? JSON.parse(init.body) : Object.fromEntries(new URL(address).searchParams);
  sent.push(`${init?.method ?? 'GET'} ${body.query ? 'text' : 'hash'}`);
  return fetch(address, init);
};

async function apollo(useGETForHashedQueries) {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries }), new HttpLink({ uri: url, fetch: watched })]),
  });
  const query = useGETForHashedQueries ? gql`query ByGet { __typename }` : gql`query ByPost { __typename }`;
  for (let i = 0; i < 2; i++) check((await client.query({ query, fetchPolicy: 'network-only' })).data);
}

async function urql(preferGetForPersistedQueries) {
  const client = new Client({
    url, fetch: watched, preferGetMethod: false, requestPolicy: 'network-only',
    exchanges: [persistedExchange({ preferGetForPersistedQueries, generateHash: async (text) => sha256(text) }), fetchExchange],
  });
  const query = preferGetForPersistedQueries ? 'query UrqlByGet { __typename }' : 'query UrqlByPost { __typename }';
  for (let i = 0; i < 2; i++) {
    const { data, error } = await client.query(query, {}).toPromise();
    if (error) throw error;
    check(data);
  }
}

function check(data) {
  if (data?.__typename !== 'Query') throw new Error(`got ${JSON.stringify(data)}`);
}

for (const [name, run] of Object.entries({ apollo, urql })) {
  for (const byGet of [false, true]) {
    sent.length = 0;
    await run(byGet);
    console.log(`${name} ${byGet ? 'by GET' : 'by POST'}: ${sent.join(', ')}`);
  }
}
