// A plugin of graphql-codegen: one module for the documents of each file, so that a page loads the texts of its own
// documents and of no others. A text is written once, however many documents hold the same fragment.
import { basename } from 'node:path';
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';

/** The name of the module for a documents file. */
export const areaOf = (path) => basename(path, '.graphql');

/** With `config.area` the documents of one file; without it, everything from everywhere. */
export function plugin(_schema, files, { area }) {
  const areas = files.map((file) => areaOf(file.location)).sort();
  if (!area) return areas.map((name) => `export * from './generated/${name}';`).join('\n');
  const fragments = new Map();
  for (const { location, document } of files)
    for (const made of document.definitions)
      if (made.kind === Kind.FRAGMENT_DEFINITION)
        fragments.set(made.name.value, { definition: made, area: areaOf(location) });
  const { definitions } = files.find((file) => areaOf(file.location) === area).document;
  const operations = definitions.filter((made) => made.kind === Kind.OPERATION_DEFINITION);
  const own = definitions.filter((made) => made.kind === Kind.FRAGMENT_DEFINITION);
  const foreign = new Set(
    operations.flatMap((made) => spread(made, fragments)).filter((name) => fragments.get(name).area !== area),
  );
  return [
    `import type { Document } from '../document';`,
    `import type * as types from '../generated';`,
    ...[...foreign].map((name) => `import { ${textOf(name)} } from './${fragments.get(name).area}';`),
    '',
    ...own.map((made) => `export const ${textOf(made.name.value)} = ${written(made)};`),
    ...operations.map((made) => documentOf(made, fragments)),
    '',
  ].join('\n');
}

const textOf = (fragment) => `${fragment}FragmentText`;
const written = (definition) => JSON.stringify(stripIgnoredCharacters(print(definition)));

function documentOf(operation, fragments) {
  const { value } = operation.name;
  const name = value[0].toUpperCase() + value.slice(1);
  const kind = operation.operation[0].toUpperCase() + operation.operation.slice(1);
  const text = [written(operation), ...spread(operation, fragments).map(textOf)].join(' + ');
  return `export const ${name}Document = (${text}) as Document<types.${name}${kind}, types.${name}${kind}Variables>;`;
}

// spread names all fragments on which a definition rests, each once, those within fragments too.
function spread(definition, fragments) {
  const found = new Set();
  const todo = [definition];
  for (let next = todo.pop(); next; next = todo.pop()) {
    visit(next, {
      FragmentSpread({ name }) {
        if (found.has(name.value)) return;
        found.add(name.value);
        todo.push(fragments.get(name.value).definition);
      },
    });
  }
  return [...found];
}
