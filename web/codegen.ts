import type { CodegenConfig } from '@graphql-codegen/cli';

// Types and texts of every document, checked against the schema. Nothing of it is committed: a build makes it anew.
const config: CodegenConfig = {
  schema: ['../schema.graphqls', '../graph/*.graphqls'],
  documents: ['src/api/documents/*.graphql'],
  generates: {
    'src/api/generated.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        dedupeFragments: true,
        scalars: { DateTime: 'string', JSON: 'unknown', Cursor: 'string', Revision: 'number' },
      },
    },
  },
};

export default config;
