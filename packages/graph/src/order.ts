/**
 * Breadth-first vertex order from vertex 0 on, component after component: the locality to fall back on where vertices have no
 * coordinates. Pass it to `buildGraph` as `order`.
 */
export function breadthFirstOrder(graph: {
  readonly vertexCount: number;
  readonly arcStart: Uint32Array;
  readonly arcHead: Uint32Array;
}): Uint32Array {
  const order = new Uint32Array(graph.vertexCount);
  const seen = new Uint8Array(graph.vertexCount);
  let tail = 0;
  for (let start = 0; start < graph.vertexCount; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    let head = tail;
    order[tail++] = start;
    for (; head < tail; head++) {
      const v = order[head];
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        const next = graph.arcHead[a];
        if (!seen[next]) {
          seen[next] = 1;
          order[tail++] = next;
        }
      }
    }
  }
  return order;
}

/**
 * The points in order of a Hilbert curve (D. Hilbert 1891) over their extent, 65,536 cells a side; points of one cell keep the order they
 * came in. Neighbours in the plane come close in memory, which is worth a factor of five to a search over a million edges.
 */
export function hilbertOrder(x: Float64Array, y: Float64Array): Uint32Array {
  const [left, right] = extent(x, "x");
  const [low, high] = extent(y, "y");
  const scaleX = 65535 / (right - left || 1);
  const scaleY = 65535 / (high - low || 1);
  const cell = new Uint32Array(x.length);
  for (let i = 0; i < cell.length; i++) cell[i] = hilbertCell((x[i] - left) * scaleX, (y[i] - low) * scaleY);
  return radixOrder(cell);
}

/** Number of cell (x, y) along the curve: 4 bits of each axis at a time through a table of the curve's four attitudes. */
function hilbertCell(x: number, y: number): number {
  const column = x | 0;
  const row = y | 0;
  let attitude = 0;
  let along = 0;
  for (let shift = 12; shift >= 0; shift -= 4) {
    const entry = hilbertTable[(attitude << 8) | (((column >> shift) & 15) << 4) | ((row >> shift) & 15)];
    along = (along << 8) | (entry & 255);
    attitude = entry >> 8;
  }
  return along;
}

/** For each attitude and 4 + 4 bits of position: the 8 bits along the curve, and the attitude of what lies below. */
const hilbertTable = makeHilbertTable();

function makeHilbertTable(): Uint16Array {
  const table = new Uint16Array(1024);
  for (let i = 0; i < 1024; i++) {
    // Attitude bit 0: the axes are exchanged; bit 1: both are mirrored.
    let exchanged = (i >> 8) & 1;
    let mirrored = i >> 9;
    let along = 0;
    for (let bit = 3; bit >= 0; bit--) {
      const a = ((i >> (4 + bit)) & 1) ^ mirrored;
      const b = ((i >> bit) & 1) ^ mirrored;
      const right = exchanged ? b : a;
      const upper = exchanged ? a : b;
      along = (along << 2) | ((3 * right) ^ upper);
      if (upper === 0) {
        mirrored ^= right;
        exchanged ^= 1;
      }
    }
    table[i] = (((mirrored << 1) | exchanged) << 8) | along;
  }
  return table;
}

/** Indices by ascending key, stable: a radix sort of three digits of 11 bits. */
function radixOrder(key: Uint32Array): Uint32Array {
  let order = new Uint32Array(key.length);
  let sorted = new Uint32Array(key.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const next = new Uint32Array(2049);
  for (let shift = 0; shift < 33; shift += 11) {
    next.fill(0);
    for (let i = 0; i < key.length; i++) next[((key[i] >>> shift) & 2047) + 1]++;
    for (let digit = 0; digit < 2048; digit++) next[digit + 1] += next[digit];
    for (let i = 0; i < order.length; i++) {
      const at = order[i];
      sorted[next[(key[at] >>> shift) & 2047]++] = at;
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}

function extent(values: Float64Array, axis: string): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) throw new RangeError(`vertex ${i} has ${axis} ${value}, not a finite number`);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
