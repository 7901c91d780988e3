// Words as they are shown and compared.

/** As a sentence begins. */
export const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Small letters without their signs. */
export const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

/** A number of bytes as a person reads it: `84 KB`, `1,2 MB`. */
export function shownSize(bytes) {
  const size = bytes / 1024;
  return size < 1024 ? `${Math.max(1, Math.round(size))} KB` : `${(size / 1024).toFixed(1).replace(".", ",")} MB`;
}
