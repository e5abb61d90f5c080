// What somebody selected of a text, as passages that can be cited. The server takes no offset inside of a
// character as people see it (a grapheme cluster), so ends move outward to the nearest border.

/** What a selection covers of one paragraph: UTF-16 offsets, half open. */
export interface Piece {
  readonly paragraph: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A passage of one paragraph: UTF-16 offsets, half open. */
export interface Passage {
  readonly paragraph: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/** The passages of a selection in reading order: without white space at their ends, and none without words. */
export function passagesOf(pieces: readonly Piece[]): Passage[] {
  return pieces.flatMap((piece) => {
    const clusters = clustersOf(piece);
    const first = clusters.findIndex(hasInk);
    if (first < 0) return [];
    const last = clusters[clusters.findLastIndex(hasInk)]!;
    const [start, end] = [clusters[first]!.index, last.index + last.segment.length];
    return [{ paragraph: piece.paragraph, start, end, exact: piece.text.slice(start, end) }];
  });
}

interface Cluster {
  index: number;
  segment: string;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

// clustersOf gives the characters that a piece touches. A long paragraph is not cut as a whole for a short selection.
function clustersOf({ text, from, to }: Piece): Cluster[] {
  const [low, high] = [Math.max(0, Math.min(from, to)), Math.min(text.length, Math.max(from, to))];
  if (low >= high) return [];
  const found: Cluster[] = [];
  for (const { index, segment } of graphemes.segment(text)) {
    if (index >= high) break;
    if (index + segment.length > low) found.push({ index, segment });
  }
  return found;
}

function hasInk({ segment }: Cluster): boolean {
  return segment.trim() !== '';
}
