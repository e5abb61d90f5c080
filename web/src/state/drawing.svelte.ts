// The drawing of one map: what is folded, where the camera is, and what of the plane is on the page.
import { holds, meet, type Box } from '../model/boxes';
import { drawn } from '../model/clip';
import { anchored, fitting, onScreen, panned, revealing, seen, zoomed, type Camera, type Size } from '../model/camera';
import { faceOf, runsLeft, type Face, type Fonts } from '../model/face';
import { drawingOf, mirrored, type Card, type Drawing, type Point } from '../model/layout';
import { directionOf } from '../model/direction';
import type { Line, Outline } from '../model/outline';
import { lasting } from './lasting.svelte';
import type { Workspace } from './workspace.svelte';

/** More cards than these are not put on the page; they are painted as boxes. */
const mostCards = 400;
/** Lines of words on a card of the screen; the whole is in the inspector, and in every export. */
const mostLines = 10;
/** How many faces are remembered. */
const mostFaces = 60_000;

/** Below this scale words could not be read, and lines stand for them. */
const readable = 0.35;
/** How far around the screen cards are on the page, in pixels. */
const around = 400;
/** How much larger or smaller than it was drawn a picture may be shown, until it is drawn anew. */
const stretch = 1.6;

/** What is on the page, around the screen: it changes only when the reader leaves that area. */
export interface Visible {
  readonly area: Box;
  readonly drawing: Drawing;
  /** Whether words can be read. */
  readonly near: boolean;
  /** Numbers of cards, links and brackets; null when there are too many to show one by one. */
  readonly cards: readonly number[] | null;
  readonly links: readonly number[];
  readonly brackets: readonly number[];
}

export class DrawingState {
  folded: ReadonlySet<string> = $state.raw(new Set());
  camera: Camera = $state.raw({ x: 0, y: 0, scale: 1 });
  size: Size = $state.raw({ width: 0, height: 0 });
  /** The scale at which the picture is drawn: that of the camera, as soon as the reader does not zoom any more. */
  drawnAt = $state(1);
  /** The card that the keys move from. */
  active: string | null = $state(null);
  /** How the widths of words are known; null until the fonts are here. */
  fonts: Fonts | null = $state.raw(null);

  readonly drawing: Drawing = $derived.by(() => this.#layOut());
  readonly visible: Visible = $derived.by(() => this.#look());

  #faces = new Map<string, Face>();
  #last: Visible | null = null;
  #placed = false;
  /** The layout for which the camera was placed. */
  #settled: Drawing | null = null;

  constructor(readonly workspace: Workspace) {}

  get outline(): Outline {
    return this.workspace.outline;
  }

  /** Whether the map is read from right to left: by its language, or as its first words run where it has none. */
  get leftward(): boolean {
    const direction = directionOf(this.workspace.head?.language);
    return direction === 'auto' ? runsLeft(this.outline.roots[0]?.element.text ?? '') : direction === 'rtl';
  }

  card(key: string | null): Card | null {
    const number = key === null ? undefined : this.drawing.numberOf.get(key);
    return number === undefined ? null : this.drawing.cards[number]!;
  }

  #layOut(): Drawing {
    const fonts = this.fonts;
    if (!fonts) return drawingOf({ ...this.outline, roots: [] }, new Set(), () => ({}) as Face);
    const drawing = drawingOf(this.outline, this.folded, (line) => this.#face(line, fonts));
    return this.leftward ? mirrored(drawing) : drawing;
  }

  // Faces are remembered by all that they depend on, since every answer of the server brings new lines.
  #face(line: Line, fonts: Fonts): Face {
    const key = JSON.stringify([line.role, line.element, line.relation, !!line.reference]);
    let face = this.#faces.get(key);
    if (!face) {
      if (this.#faces.size >= mostFaces) this.#faces.clear();
      face = faceOf(line, fonts, mostLines);
      this.#faces.set(key, face);
    }
    return face;
  }

  // What was found once serves until the screen leaves its area: most frames of a pan find nothing anew.
  #look(): Visible {
    const { camera, size, drawing } = this;
    const near = this.drawnAt >= readable;
    const screen = seen(camera, size);
    const last = this.#last?.drawing === drawing && this.#last.near === near ? this.#last : null;
    if (last?.cards && holds(last.area, screen) && last.area.width < 4 * screen.width) return last;
    const found = this.#find(seen(camera, size, around), near) ?? this.#find(screen, near);
    return (this.#last = found ?? { area: screen, drawing, near, cards: null, links: [], brackets: [] });
  }

  #find(area: Box, near: boolean): Visible | null {
    const { drawing } = this;
    const cards = drawing.cardsIn.within(area, mostCards);
    if (cards.length > mostCards) return null;
    const links = drawn(drawing, drawing.linksIn.within(area), area);
    return { area, drawing, near, cards, links, brackets: drawing.bracketsIn.within(area) };
  }

  /** Draws the picture at the scale of the camera, if it has to be at once; else gives false. */
  redraw(now: boolean): boolean {
    const ratio = this.camera.scale / this.drawnAt;
    if (!now && ratio < stretch && ratio > 1 / stretch) return ratio === 1;
    this.drawnAt = this.camera.scale;
    return true;
  }

  /** Looks at the whole drawing. */
  fit() {
    this.camera = fitting(this.drawing.bounds, this.size);
  }

  pan(dx: number, dy: number) {
    this.camera = panned(this.camera, dx, dy);
  }

  zoom(factor: number, at: Point = { x: this.size.width / 2, y: this.size.height / 2 }) {
    this.camera = zoomed(this.camera, factor, at);
  }

  /** Brings a card onto the screen, opening what folds it away. */
  reveal(line: Line) {
    const folded = new Set(this.folded);
    for (let above = line.parent; above; above = above.parent) folded.delete(above.key);
    if (folded.size < this.folded.size) this.#keeping(this.active, () => (this.folded = folded));
    const card = this.card(line.key);
    if (card) this.camera = revealing(this.camera, card, this.size);
  }

  /** Folds or opens what hangs below a line; its card stays where it is on the screen. */
  toggle(line: Line) {
    if (line.children.length === 0) return;
    const folded = new Set(this.folded);
    if (!folded.delete(line.key)) folded.add(line.key);
    this.#keeping(line.key, () => (this.folded = folded));
  }

  /** Folds everything below the first lines, or opens everything. */
  foldAll() {
    const { line, roots, lines } = { line: this.card(this.active)?.line, ...this.outline };
    let top = line;
    while (top?.parent) top = top.parent;
    this.active = (top ?? roots[0])?.key ?? null;
    const folded = lines.filter((l) => l.children.length > 0).map((l) => l.key);
    this.#keeping(this.active, () => (this.folded = new Set(folded)));
  }

  openAll() {
    this.#keeping(this.active, () => (this.folded = new Set()));
  }

  #keeping(key: string | null, change: () => void) {
    const before = this.card(key);
    change();
    const after = this.card(key);
    if (before && after) this.camera = anchored(this.camera, before, after);
    this.#settled = this.drawing;
  }

  /**
   * Keeps the camera in place when a new layout replaced an old one: by the active card, or by any that is on
   * the screen in both.
   */
  settle() {
    const [before, drawing] = [this.#settled, this.drawing];
    this.#settled = drawing;
    if (!before || before === drawing) return;
    const screen = seen(this.camera, this.size);
    const candidates = [this.active, ...before.cardsIn.within(screen, mostCards).map((i) => before.cards[i]!.line.key)];
    for (const key of candidates) {
      const [was, is] = [key && before.numberOf.get(key), key && drawing.numberOf.get(key)];
      if (typeof was !== 'number' || typeof is !== 'number' || !meet(before.cards[was]!, screen)) continue;
      this.camera = anchored(this.camera, before.cards[was]!, drawing.cards[is]!);
      return;
    }
  }

  /** Looks at the drawing for the first time: at the chosen card, or at all of it if that can be read. */
  begin() {
    if (this.#placed || !this.size.width || !this.drawing.cards.length) return;
    this.#placed = true;
    const whole = fitting(this.drawing.bounds, this.size);
    const first = this.workspace.line ?? this.outline.roots[0];
    this.active = first?.key ?? null;
    const card = this.card(this.active);
    if (whole.scale >= 0.6 || !card) this.camera = whole;
    else this.camera = this.#above(card, 0.9);
  }

  #above(card: Card, scale: number): Camera {
    const { width } = this.size;
    return { scale, x: card.x + card.width / 2 - width / 2 / scale, y: card.y - 72 / scale };
  }

  /** Where a card is on the screen. */
  screenOf(card: Card): Box {
    const { x, y } = onScreen(this.camera, card);
    return { x, y, width: card.width * this.camera.scale, height: card.height * this.camera.scale };
  }
}

const states = new WeakMap<Workspace, DrawingState>();

/** The drawing of a map, which keeps its place while the reader looks at another view. */
export function drawingState(workspace: Workspace): DrawingState {
  let state = states.get(workspace);
  if (!state) states.set(workspace, (state = lasting(() => new DrawingState(workspace))));
  return state;
}
