// Text broken into lines by the widths of its words. The drawing needs to know how high a card is before
// anything of it is on the page, so the browser's own line breaking comes too late.

/** The width of a piece of text in some font. */
export type Measure = (text: string) => number;

// Where a line may end: at white space, and beside the signs of scripts that write words without it.
const pieces =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]\p{M}*[、。，．：；？！」』）]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]+/gu;

/**
 * Breaks text into lines no wider than `width`. Joined, the lines are the text, with each run of white space
 * at a break left out and any other made one space. A word that is too wide is broken between what people see
 * as letters; only one letter may be wider than the line. With a `limit`, what does not fit is left out and the last line ends in "…".
 */
export function wrap(text: string, width: number, measure: Measure, limit = Infinity): string[] {
  const lines: string[] = [];
  let [line, used, space] = ['', 0, false];
  const close = () => {
    lines.push(line);
    [line, used, space] = ['', 0, false];
  };
  for (const [piece] of text.matchAll(pieces)) {
    if (lines.length > limit) break;
    if (piece.trim() === '') {
      space = line !== '';
      continue;
    }
    for (const part of fitting(piece, width, measure)) {
      const [gap, wide] = [space ? measure(' ') : 0, measure(part)];
      if (line !== '' && used + gap + wide > width) close();
      else if (space) {
        line += ' ';
        used += gap;
      }
      space = false;
      line += part;
      used += wide;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= limit) return lines;
  return [...lines.slice(0, limit - 1), cut(lines[limit - 1]!, width, measure)];
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

// fitting breaks a word that is wider than a line.
function fitting(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let [part, used] = ['', 0];
  for (const { segment } of letters.segment(word)) {
    const wide = measure(segment);
    if (part !== '' && used + wide > width) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += segment;
    used += wide;
  }
  return [...parts, part];
}

function cut(line: string, width: number, measure: Measure): string {
  const all = Array.from(letters.segment(line), (s) => s.segment);
  let used = measure('…') + all.reduce((sum, letter) => sum + measure(letter), 0);
  while (all.length && used > width) used -= measure(all.pop()!);
  return all.join('').trimEnd() + '…';
}
