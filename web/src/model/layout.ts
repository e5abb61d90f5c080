// The drawing: the lines of an outline as cards on a plane, joined by links. What hangs below a line stands
// below its card. What is said of a step (it is broken, backed, asked about) stands beside the card from which
// the step leads, and its link ends on the link of that step; so does what denies a reason, with its end where
// the reason's own link leaves. Premises of one step stand side by side under one bracket.
import { around, Boxes, type Box } from './boxes';
import type { Face } from './face';
import type { Line, Outline } from './outline';
import { bandOf, deniesReason, gaps, isStep, placed, slotOf, slots, stands, toneOf } from './plan';
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

/** Lays out an outline, less what hangs below the folded lines. */
export function drawingOf(outline: Outline, folded: ReadonlySet<string>, face: (line: Line) => Face): Drawing {
  const plan = placed(outline, folded, face);
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
      x: Math.round(plan.x[i]! - own.width / 2),
      y: Math.round(plan.y[i]!),
      width: own.width,
      height: own.height,
    });
  });
  const cardOf = (line: Line) => cards[numberOf.get(line.key)!]!;
  const links = cards.flatMap((card) => linkOf(card, cardOf) ?? []);
  const brackets = cards.flatMap((card) => bracketOf(card, folded, cardOf) ?? []);
  return drawingFrom(cards, links, brackets, numberOf);
}

function drawingFrom(
  cards: readonly Card[],
  links: readonly Link[],
  brackets: readonly Bracket[],
  numberOf: ReadonlyMap<string, number>,
): Drawing {
  const [cardsIn, linksIn] = [new Boxes(cards), new Boxes(links.map(linkBox))];
  const bracketsIn = new Boxes(brackets.map(bracketBox));
  return { cards, links, brackets, bounds: around(cards), numberOf, cardsIn, linksIn, bracketsIn };
}

/** The same drawing for who reads from right to left: left is right, and what is written stays as it is. */
export function mirrored({ cards, links, brackets, numberOf }: Drawing): Drawing {
  const turned = (p: Point): Point => ({ x: -p.x, y: p.y });
  return drawingFrom(
    cards.map((card) => ({ ...card, x: -card.x - card.width })),
    links.map((l) => ({ ...l, to: turned(l.to), from: turned(l.from), badge: l.badge && turned(l.badge) })),
    brackets.map((b) => ({
      ...b,
      stem: turned(b.stem),
      left: -b.right,
      right: -b.left,
      drops: b.drops.map(turned).reverse(),
    })),
    numberOf,
  );
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
