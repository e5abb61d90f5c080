// What the text on the screen is asked for: its marks in reading order, where a mark is, what is selected.
import type { Piece } from '../model/selection';

/** The mark that an event happened on, and its paragraph. */
export function markAt(target: EventTarget | null): { mark: HTMLElement; paragraph: string } | null {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-start]') : null;
  const paragraph = mark?.closest<HTMLElement>('[data-paragraph]')?.dataset.paragraph;
  return mark && paragraph ? { mark, paragraph } : null;
}

const forward = { ltr: 'ArrowRight', rtl: 'ArrowLeft' };
const backward = { ltr: 'ArrowLeft', rtl: 'ArrowRight' };

/** Which of some things in a column or a line a key leads to; undefined for other keys. */
export function keyTarget<T extends HTMLElement>(key: string, from: T, all: ArrayLike<T>): T | undefined {
  const way = getComputedStyle(from).direction === 'rtl' ? 'rtl' : 'ltr';
  const list = Array.from(all);
  const here = list.indexOf(from);
  if (key === 'ArrowDown' || key === forward[way]) return list[here + 1] ?? from;
  if (key === 'ArrowUp' || key === backward[way]) return list[here - 1] ?? from;
  if (key === 'Home') return list[0];
  if (key === 'End') return list.at(-1);
  return undefined;
}

/** The marks of a text in reading order. */
export function marksOf(scroll: HTMLElement): NodeListOf<HTMLElement> {
  return scroll.querySelectorAll<HTMLElement>('[data-start]');
}

/** The paragraph of a text, as it stands on the page. */
export function paragraphOf(scroll: HTMLElement, id: string): HTMLElement | null {
  return scroll.querySelector<HTMLElement>(`[data-paragraph="${CSS.escape(id)}"]`);
}

/**
 * Brings a passage into view, and moves nothing but the text. Paragraphs that were not drawn yet get their
 * true heights on the way, so it looks again until the passage stays.
 */
export async function reveal(scroll: HTMLElement, paragraph: string, start = -1): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    const whole = paragraphOf(scroll, paragraph);
    const target = whole?.querySelector(`[data-start="${start}"]`) ?? whole;
    if (!target) return;
    const [box, frame] = [target.getBoundingClientRect(), scroll.getBoundingClientRect()];
    const inView = box.top >= frame.top && box.top + Math.min(box.height, frame.height / 2) <= frame.bottom;
    if (inView && tries) return;
    if (!inView) scroll.scrollTop += box.top - frame.top - frame.height / 3;
    await new Promise((next) => requestAnimationFrame(next));
  }
}

/** What a selection covers of each paragraph of a text, in reading order. */
export function piecesOf(scroll: HTMLElement, selection: Selection | null): Piece[] {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return [];
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(scroll)) return [];
  const found: Piece[] = [];
  for (const node of scroll.querySelectorAll<HTMLElement>('[data-paragraph]')) {
    if (!range.intersectsNode(node)) continue;
    const text = node.textContent;
    const from = offsetIn(node, range.startContainer, range.startOffset, text);
    const to = offsetIn(node, range.endContainer, range.endOffset, text);
    found.push({ paragraph: node.dataset.paragraph!, text, from, to });
  }
  return found;
}

// offsetIn counts UTF-16 units as all of the DOM does. A point outside stands for the end that is nearer.
function offsetIn(node: HTMLElement, container: Node, at: number, text: string): number {
  const before = document.createRange();
  before.selectNodeContents(node);
  const side = before.comparePoint(container, at);
  if (side < 0) return 0;
  if (side > 0) return text.length;
  before.setEnd(container, at);
  return before.toString().length;
}
