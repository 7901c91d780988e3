// What a stylesheet uses that older browsers don't know: properties and their values, functions, units, selectors, at-rules.

import { generate, parse, property as named, walk } from "css-tree";

import { data, lacking } from "./support.mjs";

const { properties, selectors, types, "at-rules": atRules } = data.css;
const SHOWN = 80; // letters of what is at fault
const UNITS = { d: "dynamic", s: "small", l: "large" };
const LINES = /^(underline|overline|line-through|none|inherit|initial|unset)$/i;

// Where a function is described: among those that stand for themselves, or as one of a type.
const functions = new Map();
for (const [type, described] of Object.entries(types)) {
  for (const [name, feature] of [[type, described], ...Object.entries(described)]) {
    if (feature?.__compat && name !== "__compat" && !functions.has(name)) functions.set(name, [`css.types.${type === name ? name : `${type}.${name}`}`, feature]);
  }
}

function ofUnit(unit) {
  const [, size] = /^([dsl])v(?:w|h|i|b|min|max)$/.exec(unit) ?? [];
  const name = size ? `viewport_percentage_units_${UNITS[size]}` : unit;
  return types.length[name]?.__compat ? [[`css.types.length.${name}`, types.length[name]]] : [];
}

function* ofValue(name, value) {
  const described = properties[name] ?? {};
  for (const node of [...value.children ?? []]) {
    if (node.type === "Identifier" && described[node.name]?.__compat) yield [`css.properties.${name}.${node.name}`, described[node.name]];
  }
  const found = [];
  walk(value, (node) => {
    if (node.type === "Function" && functions.has(node.name)) found.push(functions.get(node.name));
    if (node.type === "Dimension") found.push(...ofUnit(node.unit));
  });
  yield* found;
}

// The shorthand that also says how the line looks: WebKit long dropped it whole, and with it the line.
function* ofDecoration(value) {
  const others = [...value.children ?? []].filter((node) => !(node.type === "Identifier" && LINES.test(node.name)) && node.type !== "WhiteSpace");
  const part = others.some(({ type }) => type === "Dimension" || type === "Percentage" || type === "Number") ? "includes_thickness" : "includes_color-and-style";
  if (others.length) yield [`css.properties.text-decoration.${part}`, properties["text-decoration"][part]];
}

function* ofDeclaration({ property, value }, block) {
  const { name, vendor, custom } = named(property);
  if (!vendor && !custom && properties[name]) yield [`css.properties.${name}`, properties[name]];
  if (name === "text-decoration") yield* ofDecoration(value);
  const isFlex = block.some((one) => one.property === "display" && /^(inline-)?flex$/.test(one.value.children?.first?.name ?? ""));
  if (isFlex && /^((row|column)-)?gap$/.test(name)) yield ["css.properties.gap.flex_context", properties.gap.flex_context];
  if (!vendor) yield* ofValue(custom ? "" : name, value);
}

function* ofSelector({ type, name }) {
  const { vendor, basename } = named(name);
  const described = selectors[basename];
  if (!vendor && described?.__compat && /^Pseudo/.test(type)) yield [`css.selectors.${basename}`, described];
}

function* ofAtrule({ name, prelude }) {
  const { vendor } = named(name);
  if (!vendor && atRules[name]?.__compat) yield [`css.at-rules.${name}`, atRules[name]];
  const found = [];
  if (name === "media" && prelude) walk(prelude, (node) => node.type === "Feature" && atRules.media[node.name] && found.push([`css.at-rules.media.${node.name}`, atRules.media[node.name]]));
  yield* found;
}

/**
 * What a stylesheet uses that the oldest browsers of a level lack. A declaration has a fallback when the same block says the
 * same property before it in a way that they know, or says it under a prefix; what stands within `@supports` is asked for first.
 * @returns {{at: string, feature: string, lacking: string}[]}
 */
export function checkStyle(text, level) {
  const found = [];
  const late = (features) => [...features].map(([feature, described]) => ({ feature, lacking: lacking(described, level) })).filter((one) => one.lacking);
  const note = (node, features) => late(features).forEach((one) => found.push({ at: generate(node).slice(0, SHOWN), ...one }));
  const tree = parse(text, { parseCustomProperty: true, onParseError: ({ line, message }) => found.push({ at: `line ${line}`, feature: "a mistake", lacking: message }) });
  walk(tree, function (node) {
    if (this.atrule?.name === "supports") return;
    if (node.type === "Atrule") note(node, ofAtrule(node));
    if (/^Pseudo/.test(node.type)) note(node, ofSelector(node));
    if (node.type !== "Block") return;
    const block = [...node.children].filter(({ type }) => type === "Declaration");
    const known = new Set(block.map(({ property }) => named(property)).flatMap(({ vendor, basename }) => (vendor ? [basename] : [])));
    for (const one of block) {
      const features = [...ofDeclaration(one, block)];
      if (late(features).length) known.has(one.property) || note(one, features);
      else known.add(one.property);
    }
  });
  return found;
}
