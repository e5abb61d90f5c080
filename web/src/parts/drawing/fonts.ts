// The widths of words, by the browser's own fonts. A word is measured once.
import { type, type Fonts } from '../../model/face';
import type { Measure } from '../../model/wrap';

const mostWords = 100_000;

/** Waits for the fonts of the drawing, and gives their measures. A font that does not come is stood in for. */
export async function loadedFonts(): Promise<Fonts> {
  const style = getComputedStyle(document.documentElement);
  const family = { words: style.getPropertyValue('--words'), face: style.getPropertyValue('--face') };
  const fonts = {
    words: `400 ${type.words.size}px ${family.words}`,
    note: `400 ${type.note.size}px ${family.face}`,
    head: `600 ${type.head.size}px ${family.face}`,
  };
  await Promise.allSettled(Object.values(fonts).map((font) => document.fonts.load(font)));
  return { words: measureIn(fonts.words), note: measureIn(fonts.note), head: measureIn(fonts.head) };
}

function measureIn(font: string): Measure {
  const brush = document.createElement('canvas').getContext('2d')!;
  brush.font = font;
  const known = new Map<string, number>();
  return (text) => {
    let width = known.get(text);
    if (width === undefined) {
      if (known.size > mostWords) known.clear();
      known.set(text, (width = brush.measureText(text).width));
    }
    return width;
  };
}
