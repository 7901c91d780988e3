// Photographs as they are sent: upright, no larger than a page needs, and without what a camera writes into them (place, time,
// owner). All of it happens on the reader's own device.

const SIDE = 2400, QUALITY = 0.86, THUMB = 320;
const HEAD = 262144; // where a camera's notes stand, at the beginning

/** What a file is by its first bytes; "" for what is no picture that we take. */
function kindOf(bytes) {
  const text = (from, to) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "jpg";
  if (text(1, 4) === "PNG") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(4, 8) === "ftyp") return /^avi[fs]/.test(text(8, 12)) ? "avif" : /^(hei|hev|mif|msf)/.test(text(8, 12)) ? "heic" : "";
  return "";
}

/** How a JPEG is to be turned (1–8, as EXIF has it), and where the notes stand that say so. */
function notesOf(view) {
  const notes = [];
  let turned = 1;
  for (let at = 2; at + 4 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const mark = view.getUint8(at + 1), size = view.getUint16(at + 2) + 2;
    if (mark === 0xda) break;
    if (mark === 0xe1) {
      notes.push([at, at + size]);
      turned = orientationIn(view, at + 4) || turned;
    }
    at += size;
  }
  return { turned, notes };
}

function orientationIn(view, at) {
  try {
    if (view.getUint32(at) !== 0x45786966) return 0; // "Exif"
    const start = at + 6, isLittle = view.getUint16(start) === 0x4949;
    const list = start + view.getUint32(start + 4, isLittle);
    for (let number = 0; number < view.getUint16(list, isLittle); number++) {
      const entry = list + 2 + number * 12;
      const value = view.getUint16(entry + 8, isLittle);
      if (view.getUint16(entry, isLittle) === 0x0112) return value <= 8 ? value : 0;
    }
  } catch {
    // cut off
  }
  return 0;
}

// By EXIF's number: what of x and y goes into the x and the y of the upright picture, for a canvas of its size.
const TURNS = {
  1: () => [1, 0, 0, 1, 0, 0], 2: (w) => [-1, 0, 0, 1, w, 0], 3: (w, h) => [-1, 0, 0, -1, w, h], 4: (w, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0], 6: (w) => [0, 1, -1, 0, w, 0], 7: (w, h) => [0, -1, -1, 0, w, h], 8: (w, h) => [0, -1, 1, 0, 0, h],
};

/** The picture drawn upright, its longer side at most `most` points. */
function drawn(bitmap, turned, most) {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale)), height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = document.createElement("canvas"), isOnSide = turned > 4;
  [canvas.width, canvas.height] = isOnSide ? [height, width] : [width, height];
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff"; // behind what can be seen through
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(...TURNS[turned](canvas.width, canvas.height));
  pen.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

/**
 * What is sent of a picture: {blob, ending, width, height, thumb, note}. One that this browser can't read goes as it is, without
 * width, height and thumb, and `note` says so. Throws an Error in words for what is no picture.
 */
export async function reduced(file, most) {
  const head = await file.slice(0, HEAD).arrayBuffer();
  const kind = kindOf(new Uint8Array(head));
  if (!kind) throw new Error("đây không phải ảnh JPG, PNG, WebP hay HEIC");
  // A JPEG is read without its notes: browsers differ in whether they turn by them.
  const { turned, notes } = kind === "jpg" ? notesOf(new DataView(head)) : { turned: 1, notes: [] };
  const pieces = [];
  let from = 0;
  for (const [start, end] of notes) {
    pieces.push(file.slice(from, start));
    from = end;
  }
  let bitmap;
  try {
    bitmap = await createImageBitmap(new Blob([...pieces, file.slice(from)], { type: file.type }));
  } catch {
    if (kind !== "heic" && kind !== "avif") throw new Error("ảnh bị hỏng hoặc quá lớn với máy này");
    if (file.size > most) throw new Error(`ảnh lớn quá ${Math.floor(most / 1e6)} MB mà trình duyệt này không thu nhỏ được`);
    return { blob: file, ending: kind, note: "Trình duyệt này không đọc được loại ảnh ấy nên ảnh giữ nguyên, cả thông tin nơi chụp; nơi nhận sẽ bỏ trước khi đăng." };
  }
  const canvas = drawn(bitmap, turned, SIDE), thumb = drawn(bitmap, turned, THUMB).toDataURL("image/jpeg", 0.7);
  bitmap.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob || blob.size > most) throw new Error("ảnh quá lớn với máy này");
  return { blob, ending: "jpg", width: canvas.width, height: canvas.height, thumb };
}
