// Reads `[{name, text, level, isModule}]` as JSON; writes what each of these scripts and stylesheets uses that the level's oldest
// browsers lack, as `[{name, at, feature, lacking}]`.

import { text } from "node:stream/consumers";

import { checkScript } from "./scripts.mjs";
import { checkStyle } from "./styles.mjs";

const check = ({ name, text: content, level, isModule }) => (name.endsWith(".css") ? checkStyle(content, level) : checkScript(content, level, isModule));

const files = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(files.flatMap((file) => check(file).map((found) => ({ name: file.name, ...found })))));
