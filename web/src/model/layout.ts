// The drawing: the lines of an outline as cards on a plane, joined by links. What hangs below a line stands
// below its card. What is said of a step (it is broken, backed, asked about) stands beside the card from which
// the step leads, and its link ends on the link of that step; so does what denies a reason, with its end where
// the reason's own link leaves. Premises of one step stand side by side under one bracket.
import { around, Boxes, type Box } from './boxes';
import type { Face } from './face';
import type { Line, Outline } from './outline';
import { tidy } from './tidy';
import { roleOf, type Tone } from './words';

export interface Card extends Box {
  readonly line: Line;
  readonly face: Face;
  /** Lines that are folded away below this card. */
  readonly folded: number;
  /** Which of its siblings it is, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a link is drawn, so that it needs no colour. */
export type Stroke = 'solid' | 'dashed' | 'dotted' | 'plain';

export interface Link {
  /** The line that the link leads from; it is drawn above its target or beside it. */
  readonly line: Line;
  readonly tone: Tone;
  readonly stroke: Stroke;
  /** down: from the card above to this one. step: to the link of the line above. reason: to the top of the card beside. */
  readonly end: 'down' | 'step' | 'reason';
  /** Where the link meets its target, and where it meets its own card. */
  readonly to: Point;
  readonly from: Point;
  /** Where a link that leads down becomes straight. */
  readonly bend: number;
  readonly sign: string;
  readonly badge: Point | null;
}

/** The bar under which the premises of one step stand. */
export interface Bracket {
  readonly line: Line;
  readonly tone: Tone;
  /** From the card of the step down to the bar. */
  readonly stem: Point;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly drops: readonly Point[];
}

export interface Drawing {
  readonly cards: readonly Card[];
  readonly links: readonly Link[];
  readonly brackets: readonly Bracket[];
  readonly bounds: Box;
  /** The number of the card of each line that is drawn. */
  readonly numberOf: ReadonlyMap<string, number>;
  readonly cardsIn: Boxes;
  readonly linksIn: Boxes;
  readonly bracketsIn: Boxes;
}

export const gaps = { aside: 28, below: 64, trees: 72, slot: 26 } as const;

/** Lays out an outline, less what hangs below the folded lines. */
export function drawingOf(outline: Outline, folded: ReadonlySet<string>, face: (line: Line) => Face): Drawing {
  const plan = planOf(outline, folded, face);
  const places = packed(plan, tidy(plan.forest, gaps.aside));
  const cards: Card[] = [];
  const numberOf = new Map<string, number>();
  plan.lines.forEach((line, i) => {
    if (!line) return;
    const own = plan.faces[i]!;
    numberOf.set(line.key, cards.length);
    cards.push({
      line,
      face: own,
      folded: folded.has(line.key) ? line.size : 0,
      position: plan.positions[i]!,
      siblings: line.parent ? line.parent.children.length : outline.roots.length,
      x: Math.round(places.x[i]! - own.width / 2),
      y: Math.round(places.y[i]!),
      width: own.width,
      height: own.height,
    });
  });
  const cardOf = (line: Line) => cards[numberOf.get(line.key)!]!;
  const links = cards.flatMap((card) => linkOf(card, cardOf) ?? []);
  const brackets = cards.flatMap((card) => bracketOf(card, folded, cardOf) ?? []);
  return {
    cards,
    links,
    brackets,
    bounds: around(cards),
    numberOf,
    cardsIn: new Boxes(cards),
    linksIn: new Boxes(links.map(linkBox)),
    bracketsIn: new Boxes(brackets.map(bracketBox)),
  };
}

/** Whether a line stands beside the one above it, not below. */
export function stands(line: Line): 'below' | 'beside' {
  const { parent, role } = line;
  if (!parent?.parent) return 'below';
  if (role === 'UNDERMINES' || line.onRelation) return 'beside';
  return isStep(parent) && role !== 'PREMISE_OF' ? 'beside' : 'below';
}

// isStep says whether a card is that of a relation itself.
function isStep(line: Line): boolean {
  const kind = line.element.__typename;
  return !line.reference && (kind === 'Inference' || kind === 'Rebuttal');
}

interface Plan {
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

function deniesReason(line: Line): boolean {
  return line.role === 'UNDERMINES' && !line.onRelation;
}

// Links that end beside a card come in at a height of their own for each sign; those at reasons lowest.
function slotOf(line: Line): number {
  if (deniesReason(line)) return 0;
  return { attack: 1, support: 2, question: 3, claim: 4, neutral: 4 }[toneOf(line)];
}

function slots(beside: readonly Line[]): number[] {
  return [...new Set(beside.map(slotOf))].sort((a, b) => a - b);
}

function bandOf(beside: readonly Line[]): number {
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

function toneOf(line: Line): Tone {
  return line.role ? roleOf(line.role).tone : 'neutral';
}

function strokeOf(line: Line): Stroke {
  if (line.role === 'UNDERCUTS') return 'dotted';
  const tone = toneOf(line);
  return tone === 'attack' ? 'dashed' : tone === 'support' ? 'solid' : 'plain';
}

const top = (card: Card): Point => ({ x: card.x + card.width / 2, y: card.y });
const bottom = (card: Card): Point => ({ x: card.x + card.width / 2, y: card.y + card.height });

function linkOf(card: Card, cardOf: (line: Line) => Card): Link | null {
  const { line } = card;
  if (!line.parent || !line.role) return null;
  const above = cardOf(line.parent);
  const { sign } = roleOf(line.role);
  const common = { line, sign, tone: toneOf(line), stroke: strokeOf(line), from: top(card) };
  if (stands(line) === 'beside') {
    const to = endBeside(line, above);
    return { ...common, end: deniesReason(line) ? 'reason' : 'step', to, bend: to.y, badge: to };
  }
  // The bracket of a step is the link of its premises.
  if (line.role === 'PREMISE_OF' && premisesOf(line.parent).length > 1) return null;
  const badge = line.role === 'PREMISE_OF' ? null : top(card);
  return { ...common, end: 'down', to: bottom(above), bend: startOf(card), badge };
}

// startOf is the height at which the straight part of a card's link begins: above what ends on it.
function startOf({ line, folded, y }: Card): number {
  const beside = folded ? [] : line.children.filter((c) => stands(c) === 'beside');
  return beside.length ? y - bandOf(beside) : y - 20;
}

// endBeside is where a link ends that comes from beside a card: on the card's link, or on its upper side.
function endBeside(line: Line, { line: target, x, y, width }: Card): Point {
  if (deniesReason(line)) return { x: x + width - 30, y };
  const all = slots(target.children.filter((c) => stands(c) === 'beside'));
  return { x: x + width / 2, y: y - gaps.slot * (all.indexOf(slotOf(line)) + 0.75) };
}

function premisesOf(line: Line): readonly Line[] {
  return isStep(line) ? line.children.filter((c) => c.role === 'PREMISE_OF' && !c.onRelation) : [];
}

function bracketOf(card: Card, folded: ReadonlySet<string>, cardOf: (line: Line) => Card): Bracket | null {
  const premises = folded.has(card.line.key) ? [] : premisesOf(card.line);
  if (premises.length < 2) return null;
  const drops = premises.map((p) => top(cardOf(p)));
  const y = card.y + card.height + gaps.below / 2;
  const tone = toneOf(card.line);
  return { line: card.line, tone, stem: bottom(card), left: drops[0]!.x, right: drops.at(-1)!.x, y, drops };
}

function linkBox({ from, to, end, bend }: Link): Box {
  const high = end === 'reason' ? bend - gaps.slot : Math.min(to.y, from.y);
  return {
    x: Math.min(from.x, to.x) - 12,
    y: high - 12,
    width: Math.abs(from.x - to.x) + 24,
    height: Math.max(to.y, from.y) - high + 24,
  };
}

function bracketBox({ left, right, stem, drops }: Bracket): Box {
  const low = drops.reduce((most, d) => Math.max(most, d.y), stem.y);
  return { x: left - 4, y: stem.y, width: right - left + 8, height: low - stem.y };
}
