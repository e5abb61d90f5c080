// Serves the schema beside it from Neo4j, and says where. It ends when its standard input does, so
// that it never outlives the bench.
import { createServer } from 'node:http';
import net from 'node:net';
import { Neo4jGraphQL } from '@neo4j/graphql';
import { createYoga } from 'graphql-yoga';
import neo4j from 'neo4j-driver';
import { typeDefs } from './schema.js';

// The driver leaves Nagle's algorithm on and sends a long statement in pieces, so that each would wait
// some 40 ms for the acknowledgement of the one before. The peer is measured without that wait.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectWithoutDelay(...args) {
  this.setNoDelay(true);
  return connect.apply(this, args);
};

const { PEER_URI, PEER_USERNAME, PEER_PASSWORD } = process.env;
const driver = neo4j.driver(PEER_URI, neo4j.auth.basic(PEER_USERNAME, PEER_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({
  schema,
  context: { sessionConfig: { database: 'neo4j' } },
  graphqlEndpoint: '/graphql',
  logging: 'error',
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
