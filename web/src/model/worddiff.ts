// The difference of two texts by words: what was taken out, put in and kept. The parts that are kept or
// taken out make up the old text, those that are kept or put in the new one, to the letter.

export interface Part {
  readonly what: 'kept' | 'out' | 'in';
  readonly text: string;
}

/** Steps of the search, beyond which a text counts as rewritten: it bounds time and memory. */
const mostSteps = 500;

/** Compares two texts by words, with E. Myers, "An O(ND) difference algorithm and its variations" (1986). */
export function wordDiff(before: string, after: string): Part[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const parts = new Parts();
  parts.add('kept', a.slice(0, start));
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), parts);
  parts.add('kept', a.slice(a.length - end));
  return parts.list;
}

// Words, and all that stands between them: their letters in order are the text.
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}’']+|\s|[^\p{L}\p{N}\p{M}’'\s]/gu) ?? [];
}

class Parts {
  readonly list: { what: Part['what']; text: string }[] = [];

  add(what: Part['what'], words: readonly string[]) {
    const text = words.join('');
    const last = this.list.at(-1);
    if (text === '') return;
    if (last?.what === what) last.text += text;
    else this.list.push({ what, text });
  }
}

function middle(a: string[], b: string[], parts: Parts) {
  const trail = a.length && b.length ? search(a, b) : null;
  if (!trail) {
    parts.add('out', a);
    parts.add('in', b);
    return;
  }
  for (const { x, y, toX, toY } of trail) {
    // One step out or in, then the words that are kept.
    if (toX - x > toY - y) parts.add('out', [a[x]!]);
    else if (toY - y > toX - x) parts.add('in', [b[y]!]);
    const kept = Math.min(toX - x, toY - y);
    parts.add('kept', a.slice(toX - kept, toX));
  }
}

interface Stretch {
  x: number;
  y: number;
  toX: number;
  toY: number;
}

// search gives the stretches of a shortest edit, or null when it is longer than the bound.
function search(a: string[], b: string[]): Stretch[] | null {
  const most = Math.min(a.length + b.length, mostSteps);
  // far[k] is how far in a the best way on diagonal k = x - y has come.
  let far = new Map<number, number>([[1, 0]]);
  const past: Map<number, number>[] = [];
  for (let d = 0; d <= most; d++) {
    past.push(new Map(far));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && far.get(k - 1)! < far.get(k + 1)!);
      let x = down ? far.get(k + 1)! : far.get(k - 1)! + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      far.set(k, x);
      if (x >= a.length && y >= b.length) return walkBack(past, a.length, b.length);
    }
  }
  return null;
}

function walkBack(past: Map<number, number>[], toX: number, toY: number): Stretch[] {
  const trail: Stretch[] = [];
  for (let d = past.length - 1; d >= 0; d--) {
    const far = past[d]!;
    const k = toX - toY;
    const down = k === -d || (k !== d && far.get(k - 1)! < far.get(k + 1)!);
    const from = down ? k + 1 : k - 1;
    const x = d === 0 ? 0 : far.get(from)!;
    const y = d === 0 ? 0 : x - from;
    trail.push({ x, y, toX, toY });
    [toX, toY] = [x, y];
  }
  return trail.reverse();
}
