// A .zip of a few files that are stored as they are: pictures are compressed already. APPNOTE.TXT 6.3.10, 4.3.7–4.3.16.

const UTF8 = 0x800, VERSION = 20;
const CRCS = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

/** The CRC-32 of some bytes. */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ CRCS[(crc ^ bytes[at]) & 255];
  return (crc ^ 0xffffffff) >>> 0;
}

/** Numbers of 2 (`h`) or 4 (`i`) bytes, the lowest first. */
function packed(kinds, ...numbers) {
  const bytes = new DataView(new ArrayBuffer([...kinds].reduce((size, kind) => size + (kind === "h" ? 2 : 4), 0)));
  let at = 0;
  for (const [place, kind] of [...kinds].entries()) {
    if (kind === "h") bytes.setUint16(at, numbers[place], true);
    else bytes.setUint32(at, numbers[place], true);
    at += kind === "h" ? 2 : 4;
  }
  return bytes;
}

/** A .zip as a blob, of [{name, blob}], all with the time `now`. */
export async function zipped(files, now = new Date()) {
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const day = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  const body = [], index = [];
  let at = 0, size = 0;
  for (const { name, blob } of files) {
    const letters = new TextEncoder().encode(name);
    const about = [VERSION, UTF8, 0, time, day, crc32(new Uint8Array(await blob.arrayBuffer())), blob.size, blob.size, letters.length, 0];
    body.push(packed("ihhhhhiiihh", 0x04034b50, ...about), letters, blob);
    index.push(packed("ihhhhhhiiihhhhhii", 0x02014b50, VERSION, ...about, 0, 0, 0, 0, at), letters);
    at += 30 + letters.length + blob.size;
    size += 46 + letters.length;
  }
  return new Blob([...body, ...index, packed("ihhhhiih", 0x06054b50, 0, 0, files.length, files.length, size, at, 0)], { type: "application/zip" });
}
