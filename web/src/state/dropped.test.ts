import fc from 'fast-check';
import { expect, test } from 'vitest';
import { droppedFiles } from './dropped';

type Tree = { name: string; text?: string; children?: Tree[] };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.record({ name: fc.stringMatching(/^\.?[a-z]{1,4}$/), text: fc.string() }),
    fc.record({ name: fc.stringMatching(/^[a-z]{1,4}$/), children: fc.array(tie('tree'), { maxLength: 5 }) }),
  ),
}));

// What browsers give of a tree of files: folders tell two entries at a time.
function entryOf({ name, text, children }: Tree): any {
  if (!children) return { name, isFile: true, isDirectory: false, file: (done: any) => done(new File([text!], name)) };
  const left = children.map(entryOf);
  const createReader = () => ({ readEntries: (done: any) => done(left.splice(0, 2)) });
  return { name, isFile: false, isDirectory: true, createReader };
}

const namesIn = (t: Tree): string[] => (t.name.startsWith('.') ? [] : (t.children?.flatMap(namesIn) ?? [t.name]));

test('every file of a dropped folder is there, hidden ones aside', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 4 }), async (trees) => {
      const folder = { name: 'folder', children: trees };
      const items = [{ kind: 'file', webkitGetAsEntry: () => entryOf(folder) }];
      const found = await droppedFiles({ items, files: [] } as unknown as DataTransfer);
      expect(found.map((f) => f.name).toSorted()).toEqual(namesIn(folder).toSorted());
    }),
  );
});

test('files without a folder are as they were dropped', async () => {
  const files = [new File(['b'], 'b.txt'), new File(['a'], 'a.txt')];
  const items = files.map((f) => ({ kind: 'file', webkitGetAsEntry: () => entryOf({ name: f.name, text: '' }) }));
  expect(await droppedFiles({ items, files } as unknown as DataTransfer)).toEqual(files);
});
