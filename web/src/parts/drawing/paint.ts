// The drawing from afar, painted as boxes: for the overview, and for the plane when there are more cards on the
// screen than could be read.
import type { Box } from '../../model/boxes';
import type { Camera } from '../../model/camera';
import type { Drawing } from '../../model/layout';
import type { Tone } from '../../model/words';

export type Palette = Record<Tone, string>;

/** The colours of tones as the page has them now: light or dark, or those that a reader forces. */
export function paletteOf(within: HTMLElement): Palette {
  const probe = document.createElement('span');
  within.append(probe);
  const colour = (tone: Tone) => {
    probe.className = `tone-${tone}`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    claim: colour('claim'),
    support: colour('support'),
    attack: colour('attack'),
    question: colour('question'),
    neutral: colour('neutral'),
  };
  probe.remove();
  return palette;
}

/** Makes a canvas as fine as the screen, and gives its brush in CSS pixels. */
export function brushOf(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const fine = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * fine));
  canvas.height = Math.max(1, Math.round(height * fine));
  const brush = canvas.getContext('2d')!;
  brush.setTransform(fine, 0, 0, fine, 0, 0);
  return brush;
}

/** Paints what of a drawing is in an area. */
export function paint(brush: CanvasRenderingContext2D, drawing: Drawing, camera: Camera, area: Box, palette: Palette) {
  const { x, y, scale } = camera;
  const thin = Math.max(0.5, 1.5 * scale);
  brush.fillStyle = palette.neutral;
  brush.globalAlpha = 0.45;
  for (const i of drawing.linksIn.within(area)) {
    const { from, to } = drawing.links[i]!;
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const bar = (Math.max(from.y, to.y) + Math.min(from.y, to.y)) / 2;
    if ((right - left) * scale > 1) brush.fillRect((left - x) * scale, (bar - y) * scale, (right - left) * scale, thin);
    brush.fillRect((from.x - x) * scale, (Math.min(bar, from.y) - y) * scale, thin, Math.abs(from.y - bar) * scale);
    brush.fillRect((to.x - x) * scale, (Math.min(bar, to.y) - y) * scale, thin, Math.abs(to.y - bar) * scale);
  }
  brush.globalAlpha = 0.85;
  for (const i of drawing.cardsIn.within(area)) {
    const card = drawing.cards[i]!;
    brush.fillStyle = palette[card.face.tone];
    const [width, height] = [Math.max(1, card.width * scale), Math.max(1, card.height * scale)];
    brush.fillRect((card.x - x) * scale, (card.y - y) * scale, width, height);
  }
  brush.globalAlpha = 1;
}
