// The drawing of one map: what is folded, where the camera is, and what of the plane is on the page.
import { meet, type Box } from '../model/boxes';
import { anchored, fitting, onScreen, panned, revealing, seen, zoomed, type Camera, type Size } from '../model/camera';
import { faceOf, type Face, type Fonts } from '../model/face';
import { drawingOf, type Card, type Drawing, type Point } from '../model/layout';
import type { Line, Outline } from '../model/outline';
import type { Workspace } from './workspace.svelte';

/** More cards than these are not put on the page; they are painted as boxes. */
const mostCards = 400;
/** Lines of words on a card of the screen; the whole is in the inspector, and in every export. */
const mostLines = 10;
/** How many faces are remembered. */
const mostFaces = 60_000;

export interface Visible {
  /** The area that was asked for. */
  readonly area: Box;
  readonly scale: number;
  /** Numbers of cards, links and brackets; null when there are too many to show one by one. */
  readonly cards: readonly number[] | null;
  readonly links: readonly number[];
  readonly brackets: readonly number[];
}

export class DrawingState {
  folded: ReadonlySet<string> = $state.raw(new Set());
  camera: Camera = $state.raw({ x: 0, y: 0, scale: 1 });
  size: Size = $state.raw({ width: 0, height: 0 });
  /** The card that the keys move from. */
  active: string | null = $state(null);
  /** How the widths of words are known; null until the fonts are here. */
  fonts: Fonts | null = $state.raw(null);

  readonly drawing: Drawing = $derived.by(() => this.#layOut());
  readonly visible: Visible = $derived.by(() => this.#look());

  #faces = new Map<string, Face>();
  #last: Visible | null = null;
  #lastOf: Drawing | null = null;
  #placed = false;
  /** The layout for which the camera was placed. */
  #settled: Drawing | null = null;

  constructor(readonly workspace: Workspace) {}

  get outline(): Outline {
    return this.workspace.outline;
  }

  card(key: string | null): Card | null {
    const number = key === null ? undefined : this.drawing.numberOf.get(key);
    return number === undefined ? null : this.drawing.cards[number]!;
  }

  #layOut(): Drawing {
    const fonts = this.fonts;
    if (!fonts) return drawingOf({ ...this.outline, roots: [] }, new Set(), () => ({}) as Face);
    return drawingOf(this.outline, this.folded, (line) => this.#face(line, fonts));
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
    const screen = seen(camera, size);
    const last = this.#lastOf === drawing ? this.#last : null;
    if (last && last.cards && holds(last.area, screen) && last.area.width < 3 * screen.width) return last;
    this.#lastOf = drawing;
    return (this.#last = this.#find(seen(camera, size, 300)) ??
      this.#find(screen) ?? {
        area: screen,
        scale: camera.scale,
        cards: null,
        links: [],
        brackets: [],
      });
  }

  #find(area: Box): Visible | null {
    const cards = this.drawing.cardsIn.within(area, mostCards);
    const links = this.drawing.linksIn.within(area, 2 * mostCards);
    if (cards.length > mostCards || links.length > 2 * mostCards) return null;
    return { area, scale: this.camera.scale, cards, links, brackets: this.drawing.bracketsIn.within(area) };
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

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

const states = new WeakMap<Workspace, DrawingState>();

/** The drawing of a map, which keeps its place while the reader looks at another view. */
export function drawingState(workspace: Workspace): DrawingState {
  let state = states.get(workspace);
  if (!state) states.set(workspace, (state = new DrawingState(workspace)));
  return state;
}
