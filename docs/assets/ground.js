// Whether a place lies within the ground of a unit.

/** By the rule of even and odd, over the rings of a MultiPolygon of GeoJSON: a ray from the place crosses the edges of what it lies in an
 * odd number of times, holes included. */
export function contains(polygons, x, y) {
  return polygons.some((rings) => rings.reduce((inside, ring) => inside !== crosses(ring, x, y), false));
}

function crosses(ring, x, y) {
  let odd = false;
  for (let at = 1; at < ring.length; at++) {
    const [x1, y1] = ring[at - 1];
    const [x2, y2] = ring[at];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
}
