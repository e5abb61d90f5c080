// Typing letters in a tree goes to the next line that begins with them, after the ARIA authoring practices.
import { fold } from './find';

/** How long letters belong together, in milliseconds. */
export const together = 700;

/** Letters that were typed, and when the last of them was. */
export interface Typed {
  readonly letters: string;
  readonly at: number;
}

/** What is typed with one more letter: it follows those before it, or begins anew after a pause. */
export function typedMore(before: Typed | null, letter: string, at: number): Typed {
  return { letters: before && at - before.at < together ? before.letters + letter : letter, at };
}

/** A text as it is typed: from its first letter or digit on, without the marks that may stand before. */
export function beginning(text: string): string {
  return fold(text).replace(/^[^\p{L}\p{N}]+/u, '');
}

/**
 * The next of some texts, behind a place and around, that begins with the letters; -1 if none does. One letter
 * typed again and again goes from one to the next; of several letters, the place itself may still be the one.
 */
export function typeTo(count: number, text: (i: number) => string, from: number, letters: string): number {
  const wanted = fold(letters);
  if (!wanted) return -1;
  const one = [...wanted].every((letter) => letter === wanted[0]);
  const word = one ? wanted[0]! : wanted;
  for (let n = one ? 1 : 0; n < count + 1; n++) {
    const i = (from + n) % count;
    if (beginning(text(i)).startsWith(word)) return i;
  }
  return -1;
}
