// Reads lists of PromQL expressions (a line of JSON each), answers each by a line that says for every
// expression what its grammar, Prometheus' own, doesn't know, and which metrics and labels it names.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { parser } = createRequire(import.meta.url)("@prometheus-io/lezer-promql");

function read(expression) {
  const errors = [];
  const metrics = [];
  const labels = [];
  parser.parse(expression).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) {
        errors.push(`'${expression}' can't be read at character ${node.from}`);
      } else if (node.name === "Identifier" && node.node.parent.name === "VectorSelector") {
        metrics.push(text);
      } else if (node.name === "LabelName") {
        labels.push(text);
      }
    },
  });
  return { errors, metrics, labels };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(JSON.parse(line).map(read)));
}
