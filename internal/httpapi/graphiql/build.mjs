// Builds the interactive GraphQL page into ../static/graphiql: one script, one style sheet, nothing
// from elsewhere and nothing inline, so that it works offline and under a strict content policy.
// Run "npm ci && npm run build", read what changed, and commit the result.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const out = "../static/graphiql";

// The style sheet brings fonts inside it, 300 kB of them; the system's own fonts do as well.
const withoutFonts = {
  name: "without-fonts",
  setup(b) {
    b.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const { metafile } = await build({
  entryPoints: { page: "page.jsx" },
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: "es2022",
  jsx: "automatic",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [withoutFonts],
});
const page = await readFile("page.html", "utf8");
await writeFile(join(out, "index.html"), page);
await writeFile(join(out, "LICENSES"), await licenses(metafile));

// licenses gives the notice of every package of which something is in the output.
async function licenses({ inputs }) {
  const folders = new Set();
  for (const path of Object.keys(inputs)) {
    const found = path.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/);
    if (found) folders.add(found[0]);
  }
  const notices = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((f) => /^licen[cs]e/i.test(f));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : `Licence: ${license}`;
    notices.push(`${name} ${version} (${license})\n\n${text}\n`);
  }
  const line = "\n" + "-".repeat(72) + "\n\n";
  return ["page.js and page.css hold parts of these packages.\n", ...notices].join(line).replaceAll("\r\n", "\n");
}
