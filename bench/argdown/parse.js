// Times @argdown/core on files, in turns with somebody else: for each line "PROCESS TIMES FILE" on standard
// input it reads the file so many times by the process, "parser" (tokens and tree) or "model" (with data,
// statements, arguments and relations), and prints the nanoseconds that all of it took.
const fs = require("fs");
const readline = require("readline");
const { createRequire } = require("module");
// The packages lie in the folder that the script is run in.
const { argdown } = createRequire(process.cwd() + "/")("@argdown/core/dist/argdown");

const inputs = new Map();
const steps = { parser: ["parse-input"], model: ["parse-input", "build-model"] };
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [, what, times, file] = /^(\w+) (\d+) (.*)$/.exec(line);
  if (!inputs.has(file)) inputs.set(file, fs.readFileSync(file, "utf8"));
  const began = performance.now();
  let r;
  for (let i = 0; i < times; i++) r = argdown.run({ input: inputs.get(file), process: steps[what], logLevel: "silent" });
  const took = (performance.now() - began) * 1e6;
  if ((r.parserErrors || []).length + (r.exceptions || []).length > 0) throw new Error(file + " has errors");
  console.log(Math.round(took));
});
