// Tells what Mermaid finds in flowcharts: a line of JSON for each file named.
// Run it where its packages are installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { JSDOM } = createRequire(join(process.cwd(), "x"))("jsdom");
const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(join(process.cwd(), "node_modules/mermaid/dist/mermaid.core.mjs")));
mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 });

const box = window.document.createElement("textarea");
function shown(text) {
  box.innerHTML = text.replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  return box.value.replaceAll("\u2060", "");
}
function lines(text) {
  return (text ?? "") === "" ? [] : text.split(/<br\/?>/).map(shown);
}

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const { diagramType } = await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const nodes = [...db.getVertices().values()].map((v) => ({ name: v.id, shape: v.type, lines: lines(v.text), kind: v.labelType }));
  const edges = db.getEdges().map((e) => ({ from: e.start, to: e.end, stroke: e.stroke, head: e.type, lines: lines(e.text), kind: e.labelType }));
  console.log(JSON.stringify({ type: diagramType, nodes, edges }));
}
process.exit(0);
