// What a key does in a tree, after the tree view pattern of the ARIA authoring practices.
import type { Shown } from './shown';

export type Step =
  /** Goes to a line. */
  | { do: 'go'; to: number }
  /** Opens or closes the branch of a line. */
  | { do: 'open' | 'close'; at: number }
  /** Opens all branches beside a line. */
  | { do: 'openBeside'; at: number }
  /** Does what a click does. */
  | { do: 'activate'; at: number }
  /** Chooses, and stays. */
  | { do: 'select'; at: number };

/** What a key does at a line, if anything. `rtl` where the page is written from right to left. */
export function stepOf(key: string, shown: readonly Shown[], at: number, rtl = false): Step | null {
  const here = shown[at];
  if (!here) return null;
  const last = shown.length - 1;
  switch (rtl ? mirrored(key) : key) {
    case 'ArrowDown':
      return { do: 'go', to: Math.min(at + 1, last) };
    case 'ArrowUp':
      return { do: 'go', to: Math.max(at - 1, 0) };
    case 'Home':
      return { do: 'go', to: 0 };
    case 'End':
      return { do: 'go', to: last };
    case 'ArrowRight':
      if (here.open === null) return null;
      return here.open ? { do: 'go', to: at + 1 } : { do: 'open', at };
    case 'ArrowLeft':
      if (here.open) return { do: 'close', at };
      return here.line.parent ? { do: 'go', to: parentOf(shown, at) } : null;
    case '*':
      return { do: 'openBeside', at };
    case 'Enter':
      return { do: 'activate', at };
    case ' ':
      return { do: 'select', at };
    default:
      return null;
  }
}

function mirrored(key: string): string {
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

// The line above is shown, and before this one.
function parentOf(shown: readonly Shown[], at: number): number {
  let i = at - 1;
  while (shown[i]!.line !== shown[at]!.line.parent) i--;
  return i;
}
