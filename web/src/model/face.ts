// What a card of the drawing shows, and how large that makes it. Texts are broken into lines here, by the
// widths of words, so that the same card can be laid out, drawn on the screen, exported and printed.
import type { Label } from '../api/generated';
import type { Line, RowElement } from './outline';
import { kindOf, labelOf, roleOf, statusOf, type Tone } from './words';
import { wrap, type Measure } from './wrap';

/** The widths of text in each of the fonts of a card. */
export interface Fonts {
  /** What people said. */
  readonly words: Measure;
  /** What a question asks in full. */
  readonly note: Measure;
  /** What the card is to the one above it, and its chips. */
  readonly head: Measure;
}

/** The sizes of those fonts in pixels, with the distance from one line to the next. */
export const type = {
  words: { size: 14.5, line: 20 },
  note: { size: 12.5, line: 17 },
  head: { size: 11.5, line: 18 },
} as const;

export interface Text {
  readonly font: keyof Fonts;
  /** Where the first letter begins (from the right in a script that runs so), and the base of its line. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface Chip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
  readonly tone: Tone;
}

/** A card: a claim or whatever has words; a hub: a relation without any; a question; again: an element met before. */
export type Shape = 'card' | 'hub' | 'question' | 'again';

export interface Face {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly Text[];
  readonly chips: readonly Chip[];
  /** Whether its words run from right to left. */
  readonly rtl: boolean;
  /** All that the card says, for who does not see it. */
  readonly name: string;
}

export const chipHeight = 18;

const [padX, padY] = [16, 10];
const widths: Record<Shape, number> = { card: 264, hub: 264, question: 244, again: 220 };

/** The face of a line, with at most `limit` lines of words. */
export function faceOf(line: Line, fonts: Fonts, limit: number): Face {
  const shape = shapeOf(line);
  const tone = toneOf(line);
  const chips = shape === 'again' ? [] : chipsOf(line);
  const head = headOf(line);
  const said = shape === 'again' ? `again: ${calling(line.element)}` : line.element.text;
  const note = shape === 'question' ? inFull(line.element) : '';
  const rtl = runsLeft(said);
  const inner = widths[shape] - 2 * padX;
  const hub = shape === 'hub';
  const heads = wrap(head, inner - (hub ? 30 : 0), fonts.head, limit === Infinity ? limit : 2);
  const width = hub ? hubWidth(heads, chips, fonts) : widths[shape];
  const draft = new Draft(width, rtl, fonts);
  draft.head(heads);
  draft.chips(chips.map((c) => (hub ? { ...c, text: c.text.slice(0, 1) } : c)));
  draft.lines('words', wrap(said, inner, fonts.words, shape === 'again' ? 2 : limit));
  draft.lines('note', wrap(note, inner, fonts.note, limit));
  const name = [head, said, note, ...chips.map((c) => c.text.slice(2))].filter(Boolean).join(', ');
  return { shape, tone, width, height: draft.height, texts: draft.texts, chips: draft.placed, rtl, name };
}

class Draft {
  readonly texts: Text[] = [];
  readonly placed: Chip[] = [];
  #y = padY;
  #headEnd = 0;

  constructor(
    readonly width: number,
    readonly rtl: boolean,
    readonly fonts: Fonts,
  ) {}

  get height(): number {
    return this.#y + padY;
  }

  head(lines: readonly string[]) {
    for (const text of lines) {
      this.#headEnd = padX + this.fonts.head(text);
      this.texts.push({ font: 'head', x: padX, y: this.#y + 13, text });
      this.#y += type.head.line;
    }
  }

  // A chip stands at the end of the head where there is room, else on a line below it.
  chips(chips: readonly { text: string; tone: Tone }[]) {
    const sizes = chips.map((c) => this.fonts.head(c.text) + 14);
    const all = sizes.reduce((sum, w) => sum + w + 6, 0);
    let x = this.width - padX + 6 - all;
    const y = this.#y - type.head.line - 1;
    const below = x < this.#headEnd + 4;
    if (below) {
      x = padX;
      this.#y += chipHeight + 4;
    }
    chips.forEach((c, i) => {
      this.placed.push({ ...c, x, y: below ? y + type.head.line + 2 : y, width: sizes[i]! });
      x += sizes[i]! + 6;
    });
  }

  lines(font: 'words' | 'note', lines: readonly string[]) {
    if (lines.length) this.#y += 4;
    for (const text of lines) {
      this.texts.push({ font, x: this.rtl ? this.width - padX : padX, y: this.#y + 0.74 * type[font].line, text });
      this.#y += type[font].line;
    }
  }
}

function shapeOf(line: Line): Shape {
  if (line.reference) return 'again';
  if (line.element.__typename === 'Question') return 'question';
  return line.element.text === '' ? 'hub' : 'card';
}

function toneOf(line: Line): Tone {
  return line.role ? roleOf(line.role).tone : kindOf(line.element.__typename).tone;
}

function headOf({ role, element, relation }: Line): string {
  const step = relation ?? element;
  const scheme = step.__typename === 'Inference' ? step.scheme : null;
  const words = role ? roleOf(role).words : kindOf(element.__typename).name;
  return scheme ? `${words} · ${scheme}` : words;
}

// An element without words is called by its kind.
function calling(element: RowElement): string {
  return element.text || kindOf(element.__typename).name.toLowerCase();
}

function inFull(element: RowElement): string {
  const { text, resolvedText } = element as RowElement & { resolvedText?: string };
  return resolvedText && resolvedText !== text ? resolvedText : '';
}

const labelTones: Record<Label, Tone> = { IN: 'support', OUT: 'attack', UNDECIDED: 'question' };

function chipsOf({ element, relation }: Line): { text: string; tone: Tone }[] {
  const chips: { text: string; tone: Tone }[] = [];
  if (element.__typename === 'Question') {
    const { sign, words } = statusOf(element.status);
    chips.push({ text: `${sign} ${words}`, tone: 'question' });
  }
  const label = labelIn(element);
  if (label) chips.push({ text: `${labelOf(label).sign} ${labelOf(label).words}`, tone: labelTones[label] });
  // The step has a label of its own, which is worth a word where it differs.
  const step = relation && labelIn(relation);
  if (step && step !== 'IN') {
    chips.push({ text: `${labelOf(step).sign} step ${labelOf(step).words}`, tone: labelTones[step] });
  }
  return chips;
}

function labelIn(element: RowElement): Label | null | undefined {
  return 'label' in element ? element.label : undefined;
}

function hubWidth(heads: readonly string[], chips: readonly { text: string }[], fonts: Fonts): number {
  const signs = chips.reduce((sum, c) => sum + fonts.head(c.text.slice(0, 1)) + 26, 0);
  return Math.max(96, 2 * padX + Math.max(...heads.map(fonts.head)) + signs);
}

const strong = /[\p{L}]/u;
const leftward =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether the first letter of a text belongs to a script that runs from right to left. */
export function runsLeft(text: string): boolean {
  const first = text.match(strong)?.[0];
  return first !== undefined && leftward.test(first);
}
