// Finding elements of the open map by their words.
import { kindOf, nameOf } from '../../model/words';
import type { Workspace } from '../../state/workspace.svelte';
import type { Option } from './Combobox.svelte';

const most = 30;

/** Elements of some kinds that have all the words, in reading order; at most as many as fit a list. */
export function findElements(
  workspace: Workspace,
  typed: string,
  kinds: readonly string[],
  but: readonly string[] = [],
) {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found: Option[] = [];
  const seen = new Set(but);
  for (const { element } of workspace.rows) {
    if (!kinds.includes(element.__typename) || seen.has(element.id) || !element.text) continue;
    seen.add(element.id);
    const text = element.text.toLocaleLowerCase();
    if (!words.every((w) => text.includes(w))) continue;
    found.push({ id: element.id, words: element.text, kind: kinds.length > 1 ? kindOf(element.__typename).name : '' });
    if (found.length === most) break;
  }
  return found;
}

/** What an element says, as the open map has it: its own words, or what it joins; '' when it is not there. */
export function wordsOf({ outline }: Workspace, id: string): string {
  const line = outline.byElement.get(id);
  if (!line) return '';
  if (line.element.id !== id) return nameOf({ ...line.relation!, premises: [line.element] });
  const premises = line.children.filter((child) => child.role === 'PREMISE_OF').map((child) => child.element);
  return nameOf({ ...line.element, premises });
}
