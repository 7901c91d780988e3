// Says of scripts with short names what is not as it was written: node variables.mjs < [[address, written, light], …].
// Each variable of one must be one variable of the other, and all else the same.

import { text } from "node:stream/consumers";
import { analyze } from "eslint-scope";
import { parse } from "espree";

const OPTIONS = { ecmaVersion: 2022, sourceType: "module" };

// A script's tree, and what says of each name in it what it is: which variable or private member, of all in their order, or else its name.
function read(script) {
  const tree = parse(script, { ...OPTIONS, range: true });
  const named = new Map();
  for (const scope of analyze(tree, OPTIONS).scopes) {
    for (const variable of scope.variables) for (const one of variable.identifiers) named.set(one, variable);
    for (const { identifier, resolved } of scope.references) if (resolved) named.set(identifier, resolved);
  }
  const order = [...new Set([...named].sort(([a], [b]) => a.range[0] - b.range[0]).map(([, variable]) => variable))];
  // Private members are told by their names, in their order.
  const members = [];
  function memberOf({ name }) {
    if (!members.includes(name)) members.push(name);
    return members.indexOf(name);
  }
  return { tree, idOf: (node) => (node.type === "PrivateIdentifier" ? memberOf(node) : named.has(node) ? order.indexOf(named.get(node)) : node.name) };
}

const isNode = (value) => value !== null && typeof value === "object";
const NAMES = ["Identifier", "PrivateIdentifier"];
const LEFT_OUT = ["start", "end", "range", "shorthand"];

function* differences(written, light, ofWritten, ofLight) {
  const isNoLonger = written?.type === "ExportNamedDeclaration" && light?.type !== "ExportNamedDeclaration";
  if (isNoLonger) return yield* differences(written.declaration, light, ofWritten, ofLight);
  if (!isNode(written) || !isNode(light) || written instanceof RegExp) {
    if (String(written) !== String(light)) yield `${written} → ${light}`;
    return;
  }
  if (NAMES.includes(written.type) && written.type === light.type) {
    if (ofWritten(written) !== ofLight(light)) yield `${written.name} → ${light.name} at ${light.range}`;
    return;
  }
  if (light.type === "ExportNamedDeclaration" && JSON.stringify(exported(written)) !== JSON.stringify(exported(light))) yield `exports ${exported(written)} → ${exported(light)}`;
  for (const key of Object.keys({ ...written, ...light })) if (!LEFT_OUT.includes(key)) yield* differences(written[key], light[key], ofWritten, ofLight);
}

const exported = ({ declaration, specifiers }) => [...(declaration?.declarations ?? [declaration]).map((one) => one?.id.name), ...specifiers.map((one) => one.exported.name)];

const found = {};
for (const [address, written, light] of JSON.parse(await text(process.stdin))) {
  const [one, other] = [read(written), read(light)];
  const [first] = differences(one.tree, other.tree, one.idOf, other.idOf);
  if (first) found[address] = first;
}
console.log(JSON.stringify(found));
