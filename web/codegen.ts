import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

const folder = 'src/api/documents';
const areas = readdirSync(join(import.meta.dirname, folder)).map((file) => file.replace('.graphql', ''));

// Types and texts of every document, checked against the schema. Nothing of it is committed: a build makes it anew.
const config: CodegenConfig = {
  schema: ['../schema.graphqls', '../graph/*.graphqls'],
  documents: [`${folder}/*.graphql`],
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
    dedupeFragments: true,
    scalars: { DateTime: 'string', JSON: 'unknown', Cursor: 'string', Revision: 'number' },
  },
  generates: {
    'src/api/generated.ts': { plugins: ['typescript-operations', './documents.mjs'] },
    ...Object.fromEntries(
      areas.map((area) => [`src/api/generated/${area}.ts`, { plugins: ['./documents.mjs'], config: { area } }]),
    ),
  },
};

export default config;
