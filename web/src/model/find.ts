// Finding words as people mean them: whatever their case and accents. The page shows where they are.
import type { Line } from './outline';

// Σ at the end of a word is written otherwise, and means the same letter.
const folded = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ς', 'σ');

const plain = /^[\x20-\x7e]*$/;

/** A text without case and accents. */
export function fold(text: string): string {
  return plain.test(text) ? text.toLowerCase() : folded(text);
}

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a text into hits and what lies between them; put together they are the text. */
export function piecesOf(text: string, words: string): Piece[] {
  const wanted = fold(words.trim());
  if (!wanted || !fold(text).includes(wanted)) return [{ text, hit: false }];
  const { letters, starts } = lettersOf(text);
  const pieces: Piece[] = [];
  let done = 0;
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
    const start = starts[at]!;
    const end = starts[at + wanted.length]!;
    if (start < done) continue;
    if (start > done) pieces.push({ text: text.slice(done, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

// lettersOf folds a text character by character, and tells where in the text each folded one comes from.
// What folds to nothing, such as a combining accent, belongs to the character before.
function lettersOf(text: string) {
  let letters = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const letter = fold(character);
    for (let i = 0; i < letter.length; i++) starts.push(at);
    letters += letter;
    at += character.length;
  }
  starts.push(at);
  return { letters, starts };
}

const known = new WeakMap<object, string>();

// What a line says, folded; kept for as long as its element is.
function saying({ element, relation }: Line): string {
  let text = known.get(element);
  if (text === undefined) {
    const more = element.__typename === 'Question' ? '\n' + element.resolvedText : '';
    known.set(element, (text = fold(element.text + more)));
  }
  return relation?.text ? `${text}\n${fold(relation.text)}` : text;
}

/** Whether a line says some words; none are said by no line. */
export function finder(words: string): (line: Line) => boolean {
  const wanted = fold(words.trim());
  return (line) => wanted !== '' && saying(line).includes(wanted);
}
