// What hands do with the plane: drag, wheel, pinch. A press that does not move is left to be a click.
import type { DrawingState } from '../../state/drawing.svelte';

/** How far a press may stray and still be a click, in pixels. */
const still = 4;

export function grip(node: HTMLElement, state: DrawingState) {
  const held = new Map<number, { x: number; y: number }>();
  let moved = 0;

  const at = (event: { clientX: number; clientY: number }) => {
    const { left, top } = node.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  function down(event: PointerEvent) {
    if (event.button !== 0) return;
    if (held.size === 0) moved = 0;
    held.set(event.pointerId, at(event));
  }

  function move(event: PointerEvent) {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (moved < still) return;
    // Captured only now, so that a click goes to the card that was pressed.
    if (!node.hasPointerCapture(event.pointerId)) node.setPointerCapture(event.pointerId);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    if (!other) return state.pan(now.x - before.x, now.y - before.y);
    const [was, is] = [
      Math.hypot(before.x - other.x, before.y - other.y),
      Math.hypot(now.x - other.x, now.y - other.y),
    ];
    state.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    if (was > 0) state.zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  function up(event: PointerEvent) {
    held.delete(event.pointerId);
  }

  // The end of a drag is no click.
  function click(event: MouseEvent) {
    if (moved >= still) event.stopImmediatePropagation();
    moved = 0;
  }

  // A pinch on a touch pad arrives as a wheel with the control key.
  function wheel(event: WheelEvent) {
    event.preventDefault();
    const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    if (event.ctrlKey || event.metaKey) return state.zoom(Math.exp((-event.deltaY * step) / 300), at(event));
    const [dx, dy] = event.shiftKey && !event.deltaX ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    state.pan(-dx * step, -dy * step);
  }

  node.addEventListener('pointerdown', down);
  node.addEventListener('pointermove', move);
  node.addEventListener('pointerup', up);
  node.addEventListener('pointercancel', up);
  node.addEventListener('click', click, true);
  node.addEventListener('wheel', wheel, { passive: false });
  return {
    destroy() {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', up);
      node.removeEventListener('pointercancel', up);
      node.removeEventListener('click', click, true);
      node.removeEventListener('wheel', wheel);
    },
  };
}
