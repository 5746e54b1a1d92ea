/** A seeded stream of whole numbers below a bound. */
export type Below = (bound: number) => number;

/** Mulberry32: 32 bits of state, the same numbers on every machine. */
export function belowOf(seed: number): Below {
  let state = seed | 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000) * bound);
  };
}

/** Values at which counts, lengths and signs go over. */
const edges = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

type Mutation = (bytes: Uint8Array, at: number, below: Below) => Uint8Array;

const mutations: readonly Mutation[] = [
  (bytes, at, below) => put(bytes, at, [bytes[at]! ^ (1 << below(8))]),
  (bytes, at, below) => put(bytes, at, [below(256)]),
  (bytes, at, below) => put(bytes, at, littleEndian(edges[below(edges.length)]!, 2)),
  (bytes, at, below) => put(bytes, at, littleEndian(edges[below(edges.length)]!, 4)),
  (bytes, at, below) =>
    put(
      bytes,
      at,
      Array.from({ length: 1 + below(32) }, () => below(256)),
    ),
  (bytes, at, below) =>
    put(
      bytes,
      at,
      Array.from({ length: 1 + below(64) }, () => 0),
    ),
  (bytes, at, below) => joined(bytes.subarray(0, at), bytes.subarray(at + 1 + below(64))),
  (bytes, at, below) => joined(bytes.subarray(0, at), bytes.subarray(at, at + 1 + below(200)), bytes.subarray(at)),
  (bytes, at, below) =>
    joined(
      bytes.subarray(0, at),
      Uint8Array.from({ length: 1 + below(16) }, () => below(256)),
      bytes.subarray(at),
    ),
  (bytes, at) => bytes.slice(0, at),
  (bytes, at, below) => {
    const from = below(bytes.length);
    return put(bytes, at, [...bytes.subarray(from, from + 1 + below(64))]);
  },
];

/** A copy with one to six changes: mostly near `hot` places, where the structure is, as changes within the curve say little. */
export function mutate(bytes: Uint8Array, hot: readonly number[], below: Below): Uint8Array {
  let changed: Uint8Array = Uint8Array.from(bytes);
  const times = 1 + below(6);
  for (let i = 0; i < times && changed.length > 0; i++) {
    const near = hot.length > 0 && below(8) > 0 ? hot[below(hot.length)]! + below(160) : below(changed.length);
    changed = mutations[below(mutations.length)]!(changed, Math.min(near, changed.length - 1), below);
  }
  return changed;
}

/** In place, as far as there is room. */
function put(bytes: Uint8Array, at: number, values: readonly number[]): Uint8Array {
  bytes.set(values.slice(0, bytes.length - at), at);
  return bytes;
}

function littleEndian(value: number, length: number): number[] {
  return Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) & 0xff);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
