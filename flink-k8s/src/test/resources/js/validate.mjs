// Reads lists of Kubernetes objects (a line of JSON each), answers each by a line that says for every
// object what is wrong with it. The validators are generated from OpenAPI and CRD schemas; they let unknown fields pass, so every object is
// wrapped to note which of its fields a validator looked at: a field nobody looked at is unknown.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
const packages = {
  "external-secrets.io": "@kubernetes-models/external-secrets",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
};

async function validatorOf(apiVersion, kind) {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  const home = join(modules, packages[group] ?? "kubernetes-models");
  let model;
  try {
    model = readFileSync(join(home, apiVersion, kind + ".js"), "utf8");
  } catch {
    return null;
  }
  const schema = model.match(/_schemas\/([A-Za-z0-9]+)\.js/)[1];
  return (await import(pathToFileURL(join(home, "_schemas", schema + ".js")))).validate;
}

function watched(value, path, seen) {
  if (value === null || typeof value !== "object") {
    return value;
  }
  const children = new Map();
  return new Proxy(value, {
    get(target, key) {
      if (typeof key !== "string" || !Object.hasOwn(target, key)) {
        return target[key];
      }
      if (!children.has(key)) {
        children.set(key, watched(target[key], path + "/" + key, seen));
      }
      seen.add(path + "/" + key);
      return children.get(key);
    },
  });
}

function unseen(value, path, seen, found) {
  if (value === null || typeof value !== "object") {
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const here = path + "/" + key;
    if (seen.has(here)) {
      unseen(child, here, seen, found);
    } else {
      found.push(here);
    }
  }
}

async function flaws(manifest) {
  const validate = await validatorOf(manifest.apiVersion, manifest.kind);
  if (validate === null) {
    return ["no schema for " + manifest.apiVersion + " " + manifest.kind];
  }
  const seen = new Set();
  const valid = validate(watched(manifest, "", seen));
  const errors = (valid ? [] : validate.errors).map(
    (error) => `${error.instancePath} breaks ${error.keyword} ${JSON.stringify(error.params)}`,
  );
  const unknown = [];
  unseen(manifest, "", seen, unknown);
  return [...errors, ...unknown.map((path) => path + " is no known field")];
}

for await (const line of createInterface({ input: process.stdin })) {
  const results = [];
  for (const manifest of JSON.parse(line)) {
    results.push(await flaws(manifest));
  }
  console.log(JSON.stringify(results));
}
