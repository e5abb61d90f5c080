// The drawing as files.
import sansFile from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
import serifFile from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2';
import { save } from '../../api/transfer';
import { faceOf } from '../../model/face';
import { drawingOf, mirrored, type Drawing } from '../../model/layout';
import { pictureOf, pixelScale } from '../../model/svg';
import type { DrawingState } from '../../state/drawing.svelte';

/** All of the map, with nothing folded away and every word of it. */
export function wholeDrawing(view: DrawingState): Drawing {
  const { fonts } = view;
  if (!fonts) throw new Error('The fonts are not here yet; try again in a moment.');
  const drawing = drawingOf(view.outline, new Set(), (line) => faceOf(line, fonts, Infinity));
  return view.leftward ? mirrored(drawing) : drawing;
}

/** Saves the map as an SVG file. */
export function saveSvg(view: DrawingState) {
  const { title, description } = wordsOf(view);
  const { svg } = pictureOf(wholeDrawing(view), title, description);
  save(new Blob([svg], { type: 'image/svg+xml' }), fileName(title, 'svg'));
}

/** Saves the map as a PNG file, twice as fine as the screen where that can be. Gives what there is to say of it. */
export async function savePng(view: DrawingState): Promise<string> {
  const { title, description } = wordsOf(view);
  const { svg, width, height } = pictureOf(wholeDrawing(view), title, description, await fontFaces());
  const scale = pixelScale({ width, height });
  if (scale === null) {
    throw new Error(
      `This map is ${width.toLocaleString('en')} × ${height.toLocaleString('en')} points large: too large for one picture of pixels. Save it as SVG.`,
    );
  }
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('The browser has no room for a picture of this size. Save it as SVG.');
    save(blob, fileName(title, 'png'));
    return `Saved at ${canvas.width.toLocaleString('en')} × ${canvas.height.toLocaleString('en')} pixels${scale < 2 ? ', the most that is possible' : ''}.`;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function wordsOf({ workspace: { head }, outline }: DrawingState) {
  const title = head?.title ?? 'Map';
  const description = `${head?.description ?? ''} ${outline.lines.length} lines, revision ${head?.revision}.`.trim();
  return { title, description };
}

function fileName(title: string, ending: string): string {
  const name = title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${name || 'map'}.${ending}`;
}

// A picture that is drawn onto a canvas sees no fonts of the page, so they go with it.
async function fontFaces(): Promise<string> {
  const face = async (family: string, address: string) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    let binary = '';
    for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return `@font-face { font-family: '${family}'; src: url(data:font/woff2;base64,${btoa(binary)}); font-weight: 200 900; }\n`;
  };
  const faces = await Promise.allSettled([face('Inter', sansFile), face('Source Serif 4', serifFile)]);
  return faces.map((f) => (f.status === 'fulfilled' ? f.value : '')).join('');
}
