// Texts and maps over them for the journeys, made by the API as any client would make them.
import type { Page } from 'playwright-core';
import type { Server } from './kit';

export interface Text {
  id: string;
  paragraphs: { id: string; ordinal: number; text: string }[];
}

/** Brings a text in, with all of its paragraphs. */
export async function bringText(server: Server, title: string, text: string, language = 'en'): Promise<Text> {
  const { importSource } = await server.ask(
    'mutation($i: ImportSourceInput!) { importSource(input: $i) { source { id } } }',
    { i: { title, text, language } },
  );
  const id: string = importSource.source.id;
  const paragraphs: Text['paragraphs'] = [];
  for (let after: string | null = null; ;) {
    const { source }: any = await server.ask(
      'query($s: ID!, $a: Cursor) { source(id: $s) { paragraphs(first: 200, after: $a) { nodes { id ordinal text } pageInfo { hasNextPage endCursor } } } }',
      { s: id, a: after },
    );
    paragraphs.push(...source.paragraphs.nodes);
    if (!source.paragraphs.pageInfo.hasNextPage) return { id, paragraphs };
    after = source.paragraphs.pageInfo.endCursor;
  }
}

/** Cites words of a paragraph. */
export function quote(text: Text, ordinal: number, exact: string) {
  return { segments: [{ paragraph: text.paragraphs[ordinal - 1]!.id, exact }] };
}

/** Makes a map of some operations, and gives its id and those of the refs. */
export async function mapOf(server: Server, title: string, operations: object[]) {
  const { createMap } = await server.ask('mutation($i: CreateMapInput!) { createMap(input: $i) { map { id } } }', {
    i: { title },
  });
  const map: string = createMap.map.id;
  const { applyChanges } = await server.ask(
    'mutation($i: ApplyChangesInput!) { applyChanges(input: $i) { ids { ref id } } }',
    { i: { map, operations } },
  );
  const ids: Record<string, string> = Object.fromEntries(
    applyChanges.ids.map(({ ref, id }: { ref: string; id: string }) => [ref, id]),
  );
  return { map, ids };
}

/** The words that a page marks as those of the chosen element, in reading order; only those in view if so wanted. */
export function chosenWords(page: Page, inView = false): Promise<string[]> {
  return page
    .getByRole('region', { name: 'Text', exact: true })
    .locator('[aria-current=true]')
    .evaluateAll((marks, inView) => {
      const seen = (mark: Element) => {
        const { top, bottom } = mark.getBoundingClientRect();
        const hit = document.elementFromPoint(mark.getClientRects()[0]!.left + 2, mark.getClientRects()[0]!.top + 8);
        return top >= 0 && bottom <= innerHeight && (hit === mark || mark.contains(hit));
      };
      return marks.filter((mark) => !inView || seen(mark)).map((mark) => mark.textContent ?? '');
    }, inView);
}

/** Selects from a place in one paragraph to a place in another as a reader would with a mouse or by touch. */
export function selectWords(
  page: Page,
  from: { paragraph: string; at: number },
  to: { paragraph: string; at: number },
) {
  return page.evaluate(
    ([from, to]) => {
      const place = ({ paragraph, at }: { paragraph: string; at: number }): [Node, number] => {
        const nodes = document.createTreeWalker(
          document.querySelector(`[data-paragraph="${paragraph}"]`)!,
          NodeFilter.SHOW_TEXT,
        );
        for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
          const { length } = node.textContent!;
          if (at <= length) return [node, at];
          at -= length;
        }
        throw new Error('the paragraph ends before');
      };
      getSelection()!.setBaseAndExtent(...place(from!), ...place(to!));
    },
    [from, to],
  );
}
