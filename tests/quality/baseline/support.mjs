// What browsers support, as MDN's data (browser-compat-data) tells it.

import data from "@mdn/browser-compat-data" with { type: "json" };

export { data };

/** The oldest browsers of each promise; CONTRIBUTING.md, Browsers, says how they were chosen. */
export const LEVELS = {
  works: { chrome: 88, firefox: 90, safari: 15, safari_ios: 15 },
  reads: { chrome: 80, firefox: 90, safari: 13, safari_ios: 13 },
};

// Versions are `88`, `≤37`, `14.1`, or `false`, `preview` and null for what no version has.
function isBefore(version, oldest) {
  const [major, minor = 0] = String(version).replace("≤", "").split(".").map(Number);
  const [oldestMajor, oldestMinor = 0] = String(oldest).split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor <= oldestMinor);
}

// In part, under a prefix, another name or a switch is not support.
const isWhole = ({ version_added, version_removed, partial_implementation, prefix, alternative_name, flags }) =>
  version_added && !version_removed && !partial_implementation && !prefix && !alternative_name && !flags;

/**
 * What the oldest browsers of a level lack of a feature: nothing, or from which version each has it.
 * @param {object} feature a part of the data with `__compat`
 * @param {"works" | "reads"} level
 * @returns {string} such as `chrome 108, safari 15.4`
 */
export function lacking(feature, level) {
  const { support } = feature.__compat;
  const late = Object.entries(LEVELS[level]).flatMap(([browser, oldest]) => {
    const statements = [support[browser] ?? []].flat().filter(isWhole);
    return statements.some(({ version_added }) => isBefore(version_added, oldest)) ? [] : [`${browser} ${statements[0]?.version_added ?? "never"}`];
  });
  return late.join(", ");
}
