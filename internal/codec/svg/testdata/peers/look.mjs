// Opens pictures in a real browser and tells what a reader would stumble over: a line of JSON for each file
// named. The first argument is the browser's program. Run it where its packages are installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { chromium } = createRequire(join(process.cwd(), "x"))("playwright-core");
const [program, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
const page = await browser.newPage();

function look() {
  const box = (e) => e.getBBox();
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const cards = [...document.querySelectorAll('g[id^="element-"]')];
  const words = [...document.querySelectorAll('g[id^="link-"] text')];
  const found = { cards: cards.length, lines: document.querySelectorAll('g[id^="link-"] path').length, faults: [] };
  for (const card of cards) {
    const outer = box(card.querySelector("rect"));
    const inner = box(card.querySelector("text"));
    const out = inner.x < outer.x || inner.y < outer.y || inner.x + inner.width > outer.x + outer.width || inner.y + inner.height > outer.y + outer.height;
    if (inner.width > 0 && out) found.faults.push("words stand out of their card: " + card.textContent);
  }
  const boxes = cards.map((c) => box(c.querySelector("rect")));
  words.forEach((w, i) => {
    if (boxes.some((b) => meet(b, box(w)))) found.faults.push("words of a line stand on a card: " + w.textContent);
    if (words.slice(0, i).some((other) => other.parentNode !== w.parentNode && meet(box(other), box(w)))) found.faults.push("words of two lines meet: " + w.textContent);
  });
  const ends = new Map();
  for (const path of document.querySelectorAll('g[id^="link-"] path[marker-end]')) {
    const at = path.getPointAtLength(path.getTotalLength());
    const key = Math.round(at.x) + " " + Math.round(at.y);
    const head = path.getAttribute("marker-end");
    if (ends.has(key) && ends.get(key) !== head) found.faults.push("an arrow and a cross end at " + key);
    ends.set(key, head);
  }
  const svg = document.querySelector("svg");
  found.name = document.getElementById(svg.getAttribute("aria-labelledby").split(" ")[0])?.textContent ?? "";
  return found;
}

for (const file of files) {
  await page.setContent(readFileSync(file, "utf8"));
  console.log(JSON.stringify(await page.evaluate(look)));
}
await browser.close();
