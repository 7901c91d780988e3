// Of the page views in Vietnam whose browser and version are told, how many in a hundred come from browsers in which everything
// works: StatCounter's figures, as Can I use publishes them (caniuse-lite). Of the browsers of Android phones but Samsung's
// they tell no version, so those are left out.

import { region } from "caniuse-lite";
import packed from "caniuse-lite/data/regions/VN.js";
import caniuse from "caniuse-lite/package.json" with { type: "json" };

import { LEVELS } from "./support.mjs";

const { chrome, firefox, safari, safari_ios: ios_saf } = LEVELS.works;
// Samsung Internet and Opera with the numbers of the versions made from Chromium 88.
const OLDEST = { chrome, edge: chrome, samsung: 15, opera: 74, safari, ios_saf, firefox };

let [told, works] = [0, 0];
for (const [browser, versions] of Object.entries(region(packed))) {
  for (const [version, views] of Object.entries(versions)) {
    if (version === "0" || version === "_" || !views) continue; // told of no version; of all together
    told += views;
    if (!(parseFloat(version) < OLDEST[browser])) works += OLDEST[browser] ? views : 0;
  }
}
console.log(JSON.stringify({ version: caniuse.version, share: (100 * works) / told, told }));
