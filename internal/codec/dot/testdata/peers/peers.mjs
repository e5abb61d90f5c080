// Tells what Graphviz draws of graphs: a line of JSON for each file named. Names and looks are those of its
// JSON, words those of its pictures, as that JSON cuts words with backslashes short.
// Run it where its packages are installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { instance } = createRequire(join(process.cwd(), "x"))("@viz-js/viz");
const viz = await instance();

const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
function plain(text) {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (_, e) => {
    const code = e.startsWith("#x") ? parseInt(e.slice(2), 16) : Number(e.slice(1));
    return e[0] === "#" ? String.fromCodePoint(code === 160 ? 32 : code) : named[e];
  });
}

// words gives the lines of text in each group of a picture, by the group's id.
function words(picture) {
  const groups = new Map();
  for (const part of picture.split("<g ").slice(1)) {
    const lines = [...part.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((m) => plain(m[1]));
    groups.set(plain(/id="([^"]*)"/.exec(part)[1]), lines);
  }
  return groups;
}

function render(file, format) {
  const result = viz.render(readFileSync(file, "utf8"), { format });
  if (result.status !== "success" || result.errors.some((e) => e.level === "error")) {
    throw new Error(`${file}: ${JSON.stringify(result.errors)}`);
  }
  return result.output;
}

for (const file of process.argv.slice(2)) {
  const { objects = [], edges = [] } = JSON.parse(render(file, "json"));
  const lines = words(render(file, "svg"));
  const name = (at) => objects[at].name;
  console.log(JSON.stringify({
    title: lines.get("graph0"),
    nodes: objects.map((o) => ({ name: o.name, shape: o.style ?? "", kind: o.kind, lines: lines.get(o.id) })),
    edges: edges.map((e) => ({ from: name(e.tail), to: name(e.head), stroke: e.style, head: e.arrowhead, kind: e.role, lines: lines.get(e.id) })),
  }));
}
