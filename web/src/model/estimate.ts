// How high a row will be, before it is drawn: near enough that scrolling needs few corrections.

/** Pixels by which a row at a depth is moved in; deep rows less and less, so that words keep their room. */
export function indentAt(depth: number, step: number): number {
  const near = Math.min(depth, 8);
  return step * near + (step / 5) * (Math.min(depth, 48) - near);
}

/** Lines of text that a row shows at most. */
export const mostTextLines = 4;

/** About how many pixels high a row is that says a text in a width. */
export function estimatedHeight(text: string, more: number, depth: number, width: number): number {
  const room = Math.max(120, width - indentAt(depth, 20) - 72);
  const lines = Math.min(mostTextLines, Math.max(1, Math.ceil((text.length * 7.6) / room)));
  return 46 + 24 * lines + 20 * more;
}
