// Lets Mermaid draw flowcharts in a real browser and tells what a reader sees: a line of JSON for each file
// named. The first argument is the browser's program. Run it where its packages are installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { chromium } = createRequire(join(process.cwd(), "x"))("playwright-core");
const [program, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setContent("<!doctype html><body><div id='here'></div></body>");
await page.addScriptTag({ path: join(process.cwd(), "node_modules/mermaid/dist/mermaid.min.js") });
await page.evaluate(() => mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 }));

async function draw(text) {
  const { svg } = await mermaid.render("map", text);
  document.getElementById("here").innerHTML = svg;
  const picture = document.querySelector("#here svg");
  const plain = (s) => s.replaceAll("\u2060", "").replaceAll("\u00a0", " ");
  const said = (label) => {
    const parts = [""];
    const walk = (n) => {
      if (n.nodeName.toLowerCase() === "br") parts.push("");
      else if (n.nodeType === 3) parts[parts.length - 1] += n.data;
      else n.childNodes.forEach(walk);
    };
    walk(label);
    return parts.map(plain);
  };
  const rows = (label) => {
    const tops = [];
    const walk = (n) => {
      if (n.nodeType !== 3) return n.childNodes.forEach(walk);
      const range = document.createRange();
      range.selectNodeContents(n);
      for (const r of range.getClientRects()) if (r.width > 0) tops.push(Math.round(r.top + r.height / 2));
    };
    walk(label);
    return tops.filter((t, i) => !tops.slice(0, i).some((other) => Math.abs(other - t) < 6)).length;
  };
  const nodes = [...picture.querySelectorAll("g.node")].map((n) => {
    const label = n.querySelector(".nodeLabel");
    const shape = [...n.querySelectorAll("rect, path, polygon")].map((e) => e.getBoundingClientRect()).reduce((a, b) => (a.width > b.width ? a : b), { width: 0 });
    return {
      name: n.id.match(/-(n\d+)-\d+$/)[1],
      lines: label ? said(label) : [],
      wrapped: label ? rows(label) : 0,
      fits: !label || label.getBoundingClientRect().width <= shape.width + 1,
      dashed: [...n.querySelectorAll("*")].some((e) => getComputedStyle(e).strokeDasharray.startsWith("5px")),
    };
  });
  const labels = [...picture.querySelectorAll(".edgeLabel .edgeLabel, span.edgeLabel")].map((e) => plain(e.textContent)).filter(Boolean);
  return {
    title: plain(picture.querySelector(":scope > title")?.textContent ?? ""),
    description: plain(picture.querySelector(":scope > desc")?.textContent ?? ""),
    heading: plain(picture.querySelector(".flowchartTitleText")?.textContent ?? ""),
    nodes,
    edges: picture.querySelectorAll("path.flowchart-link").length,
    labels,
    scripts: picture.querySelectorAll("script, img, a").length,
  };
}

for (const file of files) {
  const told = await page.evaluate(draw, readFileSync(file, "utf8"));
  console.log(JSON.stringify(told));
}
await browser.close();
