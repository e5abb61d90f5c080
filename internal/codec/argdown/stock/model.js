// Reads Argdown documents with @argdown/core: a JSON array of texts in one file, and what each says, in
// the same order, into another. An error of the parser or of a plugin is told by its first line.
const fs = require("fs");
const { createRequire } = require("module");
// The packages lie in the folder that the script is run in.
const { argdown } = createRequire(process.cwd() + "/")("@argdown/core/dist/argdown");

console.log = console.error = console.warn = () => {};

const levels = (sections) => sections.flatMap((s) => [`${s.level} ${s.title}`, ...levels(s.children)]);
const title = (end) => (end.type === "inference" ? `${end.argumentTitle}#${end.conclusionIndex}` : end.title);

function read(input) {
  let r;
  try {
    r = argdown.run({ input, process: ["parse-input", "build-model"], logLevel: "error", throwExceptions: false });
  } catch (e) {
    return { errors: [String(e.message).split("\n")[0]] };
  }
  const errors = [...(r.parserErrors || []), ...(r.exceptions || [])].map((e) => String(e.message).split("\n")[0]);
  if (errors.length > 0) return { errors };
  const text = (cast) => cast.members.filter((m) => !m.isReference).map((m) => (m.text || "").trim());
  const line = (s) => ({
    title: s.title, role: s.role, rules: s.inference?.inferenceRules, data: s.inference?.data,
  });
  return {
    statements: Object.values(r.statements).map((s) => ({
      title: s.title, members: s.members.length, texts: text(s), tags: s.tags || [], data: s.data,
      section: s.section?.title, starts: s.members.map((m) => `${m.startLine}:${m.startColumn}`),
    })),
    arguments: Object.values(r.arguments).map((a) => ({
      title: a.title, members: a.members.length, texts: text(a), tags: a.tags || [], lines: a.pcs.map(line),
    })),
    relations: r.relations.map((x) => `${x.relationType} ${x.from.type} ${title(x.from)} -> ${x.to.type} ${title(x.to)}`),
    sections: levels(r.sections),
    tags: Object.keys(r.tags),
  };
}

// With a third word the answers are the JSON exports themselves, or null where there are errors.
function exported(input) {
  const process = ["parse-input", "build-model", "build-map", "colorize", "export-json"];
  const r = argdown.run({ input, process, logLevel: "error", throwExceptions: false });
  return (r.parserErrors || []).length + (r.exceptions || []).length > 0 ? null : r.json;
}

const documents = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
fs.writeFileSync(process.argv[3], JSON.stringify(documents.map(process.argv[4] ? exported : read)));
