// Runs the audits of GraphQL over HTTP against the address in the first argument, and prints the score.
import { createRequire } from 'node:module';

// The packages lie where this is run from, not where it lies.
const require = createRequire(process.cwd() + '/');
const { auditServer } = require('graphql-http');

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
const failed = results.filter((r) => r.status !== 'ok');
for (const r of failed) console.log(`${r.status} ${r.id} ${r.name}: ${r.reason}`);
console.log(`graphql-http: ${results.length - failed.length} of ${results.length}`);
process.exitCode = failed.length ? 1 : 0;
