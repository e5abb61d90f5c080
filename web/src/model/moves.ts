// Where the arrow keys lead in the drawing: up to what a line hangs from, down to what hangs from it, left and
// right to its siblings, in the order in which the drawing has them.
import { childrenOf } from './plan';
import type { Line, Outline } from './outline';

export type Move = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/**
 * The line to which a move leads; null where there is none, or none that is open. In a mirrored drawing the first of
 * siblings stands on the right.
 */
export function moved(
  outline: Outline,
  folded: ReadonlySet<string>,
  line: Line,
  move: Move,
  mirrored = false,
): Line | null {
  switch (move) {
    case 'up':
      return line.parent;
    case 'down':
      return folded.has(line.key) ? null : (childrenOf(line).flat()[0] ?? null);
    case 'left':
    case 'right': {
      const siblings = line.parent ? childrenOf(line.parent).flat() : outline.roots;
      return siblings[siblings.indexOf(line) + ((move === 'left') === mirrored ? 1 : -1)] ?? null;
    }
    case 'first':
      return outline.roots[0] ?? null;
    case 'last':
      return outline.roots.at(-1) ?? null;
  }
}
