// Times @argdown/core on files: for each, how many nanoseconds its parser takes (tokens and tree), and
// how many with the model, after a warm-up, in this one process. Prints a JSON array.
const fs = require("fs");
const { createRequire } = require("module");
// The packages lie in the folder that the script is run in.
const { argdown } = createRequire(process.cwd() + "/")("@argdown/core/dist/argdown");

const [rounds, ...files] = process.argv.slice(2);
const measure = (input, process) => {
  const run = () => {
    const r = argdown.run({ input, process, logLevel: "silent" });
    if ((r.parserErrors || []).length + (r.exceptions || []).length > 0) throw new Error("the file has errors");
  };
  for (let i = 0; i < rounds; i++) run();
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    run();
    times.push((performance.now() - began) * 1e6);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
};
const result = files.map((file) => {
  const input = fs.readFileSync(file, "utf8");
  return { parser: measure(input, ["parse-input"]), model: measure(input, ["parse-input", "build-model"]) };
});
console.log(JSON.stringify(result));
