// Where the cards of the drawing go: which line stands below which, and which beside it, so that a tidy tree of cards
// and of what stands beside them comes out of it.
import type { Box } from './boxes';
import type { Face } from './face';
import type { Line, Outline } from './outline';
import { tidy } from './tidy';
import { roleOf, type Tone } from './words';

export const gaps = { aside: 28, below: 64, trees: 72, slot: 26 } as const;

/** Lines with the places of their cards: the middle of the upper side. */
export interface Placed extends Plan {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Places the lines of an outline, less what hangs below the folded ones. */
export function placed(outline: Outline, folded: ReadonlySet<string>, face: (line: Line) => Face): Placed {
  const plan = planOf(outline, folded, face);
  return { ...plan, ...packed(plan, tidy(plan.forest, gaps.aside)) };
}

/** Whether a line stands beside the one above it, not below. */
export function stands(line: Line): 'below' | 'beside' {
  const { parent, role } = line;
  if (!parent?.parent) return 'below';
  if (role === 'UNDERMINES' || line.onRelation) return 'beside';
  return isStep(parent) && role !== 'PREMISE_OF' ? 'beside' : 'below';
}

/** Whether a card is that of a relation itself. */
export function isStep(line: Line): boolean {
  const kind = line.element.__typename;
  return !line.reference && (kind === 'Inference' || kind === 'Rebuttal');
}

/** What tidy() is asked, with the line of each node. */
export interface Plan {
  forest: { parent: Int32Array; width: Float64Array; height: Float64Array; lead: Uint8Array };
  /** The line of each node; null for one that holds a card and what stands beside it. */
  lines: (Line | null)[];
  faces: (Face | null)[];
  positions: number[];
}

function planOf(outline: Outline, folded: ReadonlySet<string>, face: (line: Line) => Face): Plan {
  const parent: number[] = [];
  const [width, height, lead]: [number[], number[], number[]] = [[], [], []];
  const [lines, faces, positions]: [Plan['lines'], Plan['faces'], number[]] = [[], [], []];
  const add = (above: number, line: Line | null, own: Face | null, wide: number, high: number) => {
    [lines[parent.length], faces[parent.length]] = [line, own];
    width.push(wide);
    height.push(high);
    lead.push(line ? 0 : 1);
    return parent.push(above) - 1;
  };
  const todo: { line: Line; above: number; position: number }[] = [];
  const later = (some: readonly Line[], above: number, before = 0) => {
    for (let i = some.length - 1; i >= 0; i--) todo.push({ line: some[i]!, above, position: before + i + 1 });
  };
  later(outline.roots, -1);
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { line } = next;
    const own = face(line);
    const [below, beside] = folded.has(line.key) ? [[], []] : childrenOf(line);
    const holder = beside.length ? add(next.above, null, null, 40, bandOf(beside)) : next.above;
    const node = add(holder, line, own, own.width, own.height + gaps.below);
    positions[node] = next.position;
    later(beside, holder, below.length);
    later(below, node);
  }
  const forest = {
    parent: Int32Array.from(parent),
    width: Float64Array.from(width),
    height: Float64Array.from(height),
    lead: Uint8Array.from(lead),
  };
  return { forest, lines, faces, positions };
}

/**
 * The children of a line in the order in which the drawing has them: those below its card, those beside it.
 * Premises come first, so that a bracket holds nothing else; beside a card, what denies the reason stands next
 * to it, so that its link crosses no other.
 */
export function childrenOf(line: Line): [below: Line[], beside: Line[]] {
  const [below, beside]: [Line[], Line[]] = [[], []];
  for (const child of line.children) (stands(child) === 'below' ? below : beside).push(child);
  const first = (some: Line[], leads: (line: Line) => boolean) =>
    some.length < 2 ? some : [...some.filter(leads), ...some.filter((c) => !leads(c))];
  return [isStep(line) ? first(below, (c) => c.role === 'PREMISE_OF') : below, first(beside, deniesReason)];
}

/** Whether a line denies the very claim above it, which is a reason for another. */
export function deniesReason(line: Line): boolean {
  return line.role === 'UNDERMINES' && !line.onRelation;
}

/** Links that end beside a card come in at a height of their own for each sign; those at reasons lowest. */
export function slotOf(line: Line): number {
  if (deniesReason(line)) return 0;
  return { attack: 1, support: 2, question: 3, claim: 4, neutral: 4 }[toneOf(line)];
}

/** The slots that the lines beside a card take, from below. */
export function slots(beside: readonly Line[]): number[] {
  return [...new Set(beside.map(slotOf))].sort((a, b) => a - b);
}

/** How high the band is in which those links come in. */
export function bandOf(beside: readonly Line[]): number {
  return gaps.slot * (slots(beside).length + 0.5);
}

// packed puts the trees of a forest beside and below each other, in their order, as words in a paragraph.
function packed({ forest, lines }: Plan, { x, y }: { x: Float64Array; y: Float64Array }) {
  const trees: { first: number; last: number; box: Box }[] = [];
  for (let first = 0; first < lines.length;) {
    let last = first + 1;
    while (last < lines.length && forest.parent[last]! >= 0) last++;
    trees.push({ first, last, box: treeBox(forest, x, y, first, last) });
    first = last;
  }
  const area = trees.reduce((sum, { box }) => sum + (box.width + gaps.trees) * (box.height + gaps.below), 0);
  const limit = trees.reduce((most, { box }) => Math.max(most, box.width), 1.6 * Math.sqrt(area));
  let [left, top, tall] = [0, 0, 0];
  for (const { first, last, box } of trees) {
    if (left > 0 && left + box.width > limit) [left, top, tall] = [0, top + tall + gaps.below, 0];
    for (let i = first; i < last; i++) {
      x[i]! += left - box.x;
      y[i]! += top - box.y;
    }
    left += box.width + gaps.trees;
    tall = Math.max(tall, box.height);
  }
  return { x, y };
}

function treeBox(
  { width, height }: Plan['forest'],
  x: Float64Array,
  y: Float64Array,
  first: number,
  last: number,
): Box {
  let [left, right, bottom] = [Infinity, -Infinity, 0];
  for (let i = first; i < last; i++) {
    left = Math.min(left, x[i]! - width[i]! / 2);
    right = Math.max(right, x[i]! + width[i]! / 2);
    bottom = Math.max(bottom, y[i]! + height[i]!);
  }
  return { x: left, y: 0, width: right - left, height: bottom - gaps.below };
}

/** The tone of a line, by what it is to the one above it. */
export function toneOf(line: Line): Tone {
  return line.role ? roleOf(line.role).tone : 'neutral';
}
