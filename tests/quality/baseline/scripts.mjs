// What a script uses that older browsers don't know: ways to write, what the language and the browser have built in.

import { Linter } from "eslint";
import esX from "eslint-plugin-es-x";

import { data, LEVELS, lacking } from "./support.mjs";

const [BEFORE, BEHIND] = [30, 50]; // letters shown around what is at fault
const { api, javascript: { builtins } } = data;

// Ways to write that are younger than some browser of the level, as rules of eslint-plugin-es-x. A script that has one is not
// read at all. Those of later years than the list knows are forbidden by the year that is read (`ecmaVersion`).
const WRITTEN = {
  works: [
    "arbitrary-module-namespace-names", // Chrome 90
    "class-static-block", // Chrome 94, Firefox 93, Safari 16.4
    "private-in", // Chrome 91
    "regexp-d-flag", // Chrome 90
    "regexp-lookbehind-assertions", // Safari 16.4
    "top-level-await", // Chrome 89; Safari 27 when several modules wait
  ],
};
WRITTEN.reads = [
  ...WRITTEN.works,
  "class-private-fields", "class-private-methods", // Chrome 84, Safari 15
  "logical-assignment-operators", // Chrome 85, Safari 14
  "nullish-coalescing-operators", "optional-chaining", // Safari 13.1
  "numeric-separators", // in both; kept with the others of its year
  "regexp-unicode-property-escapes-2021",
];

// Before Safari 16 a field's value is not always found when there are brackets in it: constructors set fields.
const FIELD = { selector: "PropertyDefinition[value]", message: "class-field-value" };

/** Name of a member → its entries in the data, of the browser's interfaces and the language's built-in objects. */
const members = new Map();
for (const [path, all, isMethod] of [["api", api, false], ["javascript.builtins", builtins, true]]) {
  for (const [owner, described] of Object.entries(all)) {
    for (const [name, feature] of Object.entries(described)) {
      if (!feature.__compat || name === owner || name.endsWith("_event")) continue;
      const plain = name.replace(/_static$/, "");
      members.set(plain, [...(members.get(plain) ?? []), { path: `${path}.${owner}.${name}`, feature, isMethod }]);
    }
  }
}

const ofGlobal = (name) => {
  const found = [api[name], api.Window?.[name], builtins[name], builtins.globals?.[name]].find((one) => one?.__compat);
  return found && { path: name, feature: found };
};

// The one entry that `Object.hasOwn` and the like can only mean.
const ofStatic = (object, name) => {
  const owner = api[object] ?? builtins[object];
  const feature = owner?.[`${name}_static`] ?? owner?.[name];
  return feature?.__compat && { path: `${object}.${name}`, feature };
};

/** Reports names of members and globals of which no entry in the data is as old as `level`. */
const tooNew = {
  create(context) {
    const level = context.settings.level;
    const report = (node, { path, feature }) => context.report({ node, message: `${path}\t${lacking(feature, level)}` });
    const globals = new Set();
    return {
      Program(program) {
        for (const reference of context.sourceCode.getScope(program).through) {
          const { identifier } = reference;
          globals.add(identifier);
          const found = ofGlobal(identifier.name);
          if (found && lacking(found.feature, level) && identifier.parent.type !== "UnaryExpression") report(identifier, found);
        }
      },
      MemberExpression(node) {
        if (node.computed || node.property.type !== "Identifier") return;
        const exact = globals.has(node.object) && ofStatic(node.object.name, node.property.name);
        const isCalled = node.parent.type === "CallExpression" && node.parent.callee === node;
        // What only the language's objects have are methods: read without a call it is a field of the script's own.
        const known = exact ? [exact] : (members.get(node.property.name) ?? []).filter(({ isMethod }) => isCalled || !isMethod);
        if (known.length && known.every(({ feature }) => lacking(feature, level))) report(node.property, known[0]);
      },
    };
  },
};

/**
 * What a script uses that the oldest browsers of a level lack.
 * @returns {{at: string, feature: string, lacking: string}[]}
 */
export function checkScript(text, level, isModule) {
  const rules = Object.fromEntries(WRITTEN[level].map((name) => [`es-x/no-${name}`, "error"]));
  const config = {
    files: ["**/*"],
    languageOptions: { ecmaVersion: 2022, sourceType: isModule ? "module" : "script" },
    linterOptions: { reportUnusedDisableDirectives: "off", noInlineConfig: true },
    settings: { level },
    plugins: { "es-x": esX, baseline: { rules: { "too-new": tooNew } } },
    rules: { ...rules, "baseline/too-new": "error", "no-restricted-syntax": ["error", FIELD] },
  };
  const oldest = Object.entries(LEVELS[level]).map(([browser, version]) => `${browser} ${version}`).join(", ");
  const lines = text.split("\n");
  return new Linter().verify(text, [config], "script.js").map(({ line, column, ruleId, message }) => {
    const at = lines[line - 1].slice(Math.max(0, column - BEFORE), column + BEHIND).trim();
    if (ruleId === "baseline/too-new") return { at, feature: message.split("\t")[0], lacking: message.split("\t")[1] };
    if (ruleId === "no-restricted-syntax") return { at, feature: message, lacking: "safari 16" };
    return { at, feature: ruleId ? ruleId.replace("es-x/no-", "") : message, lacking: `not in each of ${oldest}` };
  });
}
