// Reads `[{name, text, level}]` as JSON; writes what each of these scripts and stylesheets uses that the level's oldest
// browsers lack, as `[{name, at, feature, lacking}]`.

import { text } from "node:stream/consumers";

import { checkScript } from "./scripts.mjs";
import { checkStyle } from "./styles.mjs";

const check = ({ name, text: content, level }) => (name.endsWith(".css") ? checkStyle(content, level) : checkScript(content, level, name.endsWith(".mjs")));

const files = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(files.flatMap((file) => check(file).map((found) => ({ name: file.name, ...found })))));
