// Follows a map with the clients of graphql-ws and graphql-sse, and prints what they see. The
// arguments are the address of the service and the id of a map at revision 1.
import { createRequire } from 'node:module';

// The packages lie where this is run from, not where it lies.
const require = createRequire(process.cwd() + '/');
const sse = require('graphql-sse');
const ws = require('graphql-ws');
const { WebSocket } = require('ws');

const [, , url, map] = process.argv;
const changes = `subscription ($map: ID!, $since: Revision) {
  mapChanged(map: $map, since: $since) { fromRevision toRevision changed { type } }
}`;
const add = 'mutation ($map: ID!) { addClaim(input: {map: $map, claim: {text: "A claim"}}) { revision } }';

// first gives the first result of an operation, and then leaves it.
async function first(client, query, variables) {
  for await (const result of client.iterate({ query, variables })) return JSON.stringify(result);
  return 'the end';
}

// refusal gives the codes of the errors of an operation, however the client tells them.
async function refusal(client, query, variables) {
  try {
    const result = JSON.parse(await first(client, query, variables));
    return result.errors.map((e) => e.extensions.code).join();
  } catch (errors) {
    return Array.isArray(errors) ? errors.map((e) => e.extensions.code).join() : String(errors);
  }
}

// follow sees a change made while it looks, loses the connection, and misses nothing of what is made
// meanwhile.
async function follow(name, connect, since) {
  let { client, lose } = connect();
  const say = (what, result) => console.log(`${name} ${what}: ${result}`);
  say('query', await first(client, '{ __typename }'));
  const event = first(client, changes, { map, since });
  say('mutation', await first(client, add, { map }));
  say('event', await event);
  await lose();
  ({ client, lose } = connect());
  await first(client, add, { map });
  say('resumed', await first(client, changes, { map, since: since + 1 }));
  say('unknown field', await refusal(client, '{ nothing }'));
  say('unknown map', await refusal(client, changes, { map: 'nowhere' }));
  say('revision to come', await refusal(client, changes, { map, since: 99 }));
  await lose();
}

function socket() {
  let open;
  const client = ws.createClient({
    url: url.replace('http', 'ws'), webSocketImpl: WebSocket, keepAlive: 50, retryAttempts: 0,
    on: { opened: (s) => { open = s; } },
  });
  return { client, lose: async () => { await client.dispose(); open?.terminate(); } };
}

function stream() {
  const client = sse.createClient({ url, retryAttempts: 0 });
  return { client, lose: async () => client.dispose() };
}

await follow('graphql-ws', socket, 1);
await follow('graphql-sse', stream, 3);
