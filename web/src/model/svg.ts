// The drawing as a file of its own: a picture that stands without the page, its words as text, without script.
import { chipHeight, type Chip, type Face, type Text } from './face';
import type { Bracket, Card, Drawing, Link } from './layout';
import { bracketPath, linkPath } from './strokes';
import type { Tone } from './words';

const margin = 32;

/** The colours of a picture on white paper: those of the light page. */
const ink: Record<Tone, [line: string, ground: string]> = {
  claim: ['#35506e', '#e9eff6'],
  support: ['#0a6a5f', '#e0f1ee'],
  attack: ['#a83a15', '#fbe9e2'],
  question: ['#7d5200', '#fbf1dc'],
  neutral: ['#5a5f66', '#eeeeec'],
};

const serif = "'Source Serif 4', Charter, Cambria, Georgia, serif";
const sans = "Inter, system-ui, 'Segoe UI', Roboto, Arial, sans-serif";

const style = `
.words { font: 14.5px ${serif}; fill: #1b2430; }
.note { font: 12.5px ${sans}; fill: #566070; }
.head { font: 600 11.5px ${sans}; fill: currentColor; }
.sign { font: 700 12px ${sans}; fill: currentColor; text-anchor: middle; }
.body { fill: #ffffff; stroke: #8b8577; }
.body.hub, .body.question { stroke: currentColor; }
.body.again { stroke-dasharray: 5 4; }
.stripe { fill: none; stroke: currentColor; stroke-width: 3; stroke-linecap: round; }
.chip { fill: none; stroke: currentColor; }
.link { fill: none; stroke: currentColor; stroke-width: 1.75; }
.plain { stroke-width: 1.25; }
.dashed { stroke-dasharray: 7 5; }
.dotted { stroke-dasharray: 1.5 5; stroke-width: 2.5; stroke-linecap: round; }
.bracket { fill: none; stroke: currentColor; stroke-width: 2.5; }
.badge { fill: #ffffff; stroke: currentColor; stroke-width: 1.5; }
${Object.entries(ink)
  .map(
    ([tone, [line, ground]]) => `.${tone} { color: ${line}; } .${tone} .hub, .${tone} .question { fill: ${ground}; }`,
  )
  .join('\n')}
`;

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** All of a drawing as an SVG file. `more` is style that goes with it, such as fonts. */
export function pictureOf(drawing: Drawing, title: string, description: string, more = ''): Picture {
  const { x, y, width, height } = drawing.bounds;
  const [w, h] = [Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin)];
  const svg = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${x - margin} ${y - margin} ${w} ${h}" role="img">`,
    `<title>${text(title)}</title>`,
    `<desc>${text(description)}</desc>`,
    `<style>${text(more + style)}</style>`,
    `<rect x="${x - margin}" y="${y - margin}" width="${w}" height="${h}" fill="#ffffff"/>`,
    ...drawing.brackets.map(bracket),
    ...drawing.links.map(link),
    ...drawing.cards.map(card),
    ...drawing.links.map(badge),
    '</svg>\n',
  ].join('\n');
  return { svg, width: w, height: h };
}

// What XML cannot hold at all becomes the sign for a letter that is not known.
const unfit = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function text(words: string): string {
  return words.replace(unfit, '\uFFFD').replace(/[&<>"]/g, (sign) => named[sign]!);
}

function bracket(b: Bracket): string {
  return `<path class="bracket ${b.tone}" d="${bracketPath(b)}"/>`;
}

function link(l: Link): string {
  return `<path class="link ${l.stroke} ${l.tone}" d="${linkPath(l)}"/>`;
}

function badge({ badge, sign, tone }: Link): string {
  if (!badge) return '';
  return (
    `<g class="${tone}"><circle class="badge" cx="${badge.x}" cy="${badge.y}" r="9"/>` +
    `<text class="sign" x="${badge.x}" y="${badge.y + 4}">${text(sign)}</text></g>`
  );
}

function card({ x, y, face }: Card): string {
  const stripe =
    face.shape === 'card' ? `<path class="stripe" d="M${face.rtl ? face.width - 4 : 4} 10V${face.height - 10}"/>` : '';
  return (
    `<g class="${face.tone}" transform="translate(${x} ${y})">` +
    `<rect class="body ${face.shape}" width="${face.width}" height="${face.height}" rx="${cornerOf(face)}"/>${stripe}` +
    face.texts.map((t) => words(t, face.rtl)).join('') +
    face.chips.map(chip).join('') +
    '</g>'
  );
}

/** How round the corners of a card are. */
export function cornerOf({ shape, height }: Face): number {
  return { card: 7, hub: height / 2, question: 20, again: 7 }[shape];
}

function words({ font, x, y, text: said }: Text, rtl: boolean): string {
  const leftward = rtl && font !== 'head' ? ' direction="rtl"' : '';
  return `<text class="${font}" x="${x}" y="${y}"${leftward} xml:space="preserve">${text(said)}</text>`;
}

function chip({ x, y, width, text: said, tone }: Chip): string {
  return (
    `<g class="${tone}"><rect class="chip" x="${x}" y="${y}" width="${width}" height="${chipHeight}" rx="${chipHeight / 2}"/>` +
    `<text class="head" x="${x + width / 2}" y="${y + 13}" text-anchor="middle">${text(said)}</text></g>`
  );
}

/** The most that a canvas takes along one side, and in all. */
export const most = { side: 16_000, area: 100_000_000 } as const;

/** How large a picture may be drawn in pixels, at twice its size if it can be; null when it could not be read then. */
export function pixelScale({ width, height }: { width: number; height: number }): number | null {
  const scale = Math.min(2, most.side / Math.max(width, height), Math.sqrt(most.area / (width * height)));
  return scale < 0.5 ? null : scale;
}
