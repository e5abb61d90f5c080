// The drawing on paper: sheets that overlap, such that every card is whole on one of them.
import { type Box } from './boxes';

export interface Sheet extends Box {
  readonly row: number;
  readonly column: number;
}

/** What a sheet shows at full size, in pixels of the page: within A4 and Letter, on its side. */
export const paper = { width: 940, height: 640 } as const;
/** Below this, words are too small to read. */
const readable = 0.55;
/** More sheets than these are not printed; the drawing is made smaller instead. */
const mostSheets = 60;

/** The sheets on which a drawing is printed; those without a card are left out. */
export function sheetsOf(bounds: Box, cards: readonly Box[]): Sheet[] {
  if (!cards.length) return [];
  const widest = cards.reduce((w, c) => Math.max(w, c.width), 0);
  const tallest = cards.reduce((h, c) => Math.max(h, c.height), 0);
  const whole = Math.max(bounds.width / paper.width, bounds.height / paper.height);
  if (whole <= 1 / readable) return [{ ...centred(bounds, Math.max(1, whole)), row: 0, column: 0 }];
  let factor = 1 / 0.62;
  let sheets = tiles(bounds, factor, widest, tallest, cards);
  while (sheets.length > mostSheets && factor < whole) {
    factor = Math.min(whole, factor * 1.3);
    sheets =
      factor === whole
        ? [{ ...centred(bounds, whole), row: 0, column: 0 }]
        : tiles(bounds, factor, widest, tallest, cards);
  }
  return sheets;
}

function centred(bounds: Box, factor: number): Box {
  const [width, height] = [paper.width * factor, paper.height * factor];
  return { x: bounds.x + (bounds.width - width) / 2, y: bounds.y, width, height };
}

function tiles(bounds: Box, factor: number, widest: number, tallest: number, cards: readonly Box[]): Sheet[] {
  const [width, height] = [paper.width * factor, paper.height * factor];
  // A card that begins on a step of a sheet ends on the same sheet, unless it is larger than half of it.
  const [stepX, stepY] = [Math.max(width - widest, width / 2), Math.max(height - tallest, height / 2)];
  const found = new Map<string, Sheet>();
  for (const card of cards) {
    const [column, row] = [Math.floor((card.x - bounds.x) / stepX), Math.floor((card.y - bounds.y) / stepY)];
    const key = `${row} ${column}`;
    if (!found.has(key))
      found.set(key, { x: bounds.x + column * stepX, y: bounds.y + row * stepY, width, height, row, column });
  }
  return [...found.values()].sort((a, b) => a.row - b.row || a.column - b.column);
}
