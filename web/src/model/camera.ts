// The camera over the drawing: which part of the plane is on the screen, and how large. A point of the plane
// is on the screen at (point - camera) * scale.
import type { Box } from './boxes';
import type { Point } from './layout';

export interface Camera {
  /** The point of the plane in the upper left corner of the screen. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const scales = { least: 0.0005, most: 3 } as const;

export function onScreen({ x, y, scale }: Camera, point: Point): Point {
  return { x: (point.x - x) * scale, y: (point.y - y) * scale };
}

export function onPlane({ x, y, scale }: Camera, point: Point): Point {
  return { x: point.x / scale + x, y: point.y / scale + y };
}

/** The part of the plane that is on a screen, with as much around it as is asked for, in pixels. */
export function seen({ x, y, scale }: Camera, { width, height }: Size, margin = 0): Box {
  const more = margin / scale;
  return { x: x - more, y: y - more, width: width / scale + 2 * more, height: height / scale + 2 * more };
}

/** Moves what is on the screen by pixels. */
export function panned({ x, y, scale }: Camera, dx: number, dy: number): Camera {
  return { x: x - dx / scale, y: y - dy / scale, scale };
}

/** Makes what is on the screen larger by a factor, about a point of the screen that keeps its place. */
export function zoomed(camera: Camera, factor: number, at: Point): Camera {
  const scale = Math.min(scales.most, Math.max(scales.least, camera.scale * factor));
  const still = onPlane(camera, at);
  return { x: still.x - at.x / scale, y: still.y - at.y / scale, scale };
}

/** Shows a whole box in the middle, no larger than life and no smaller than the least scale. */
export function fitting(box: Box, { width, height }: Size, margin = 32, least: number = scales.least): Camera {
  const fit = Math.min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height);
  const scale = Math.min(1, Math.max(least, fit > 0 && Number.isFinite(fit) ? fit : 1));
  return { x: box.x + box.width / 2 - width / scale / 2, y: box.y + box.height / 2 - height / scale / 2, scale };
}

/** Moves as little as brings a box onto the screen; of one that is too large, its beginning. */
export function revealing(camera: Camera, box: Box, size: Size, margin = 40): Camera {
  const area = seen(camera, size, -margin);
  const shift = (from: number, length: number, at: number, room: number) =>
    at < from || length > room ? at - from : Math.max(0, at + length - from - room);
  const inside = (from: number, at: number, length: number, room: number) =>
    length > room && at <= from && at + length >= from + room ? 0 : shift(from, length, at, room);
  return {
    ...camera,
    x: camera.x + inside(area.x, box.x, box.width, area.width),
    y: camera.y + inside(area.y, box.y, box.height, area.height),
  };
}

/** Looks at another layout such that one thing of it keeps its place on the screen. */
export function anchored({ x, y, scale }: Camera, before: Point, after: Point): Camera {
  return { x: x + after.x - before.x, y: y + after.y - before.y, scale };
}
