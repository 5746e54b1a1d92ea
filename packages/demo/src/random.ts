/** A seeded stream of numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** Normal, mean 0 and deviation 1 (sum of twelve uniforms: needs no logarithm, so it repeats to the bit). */
  normal(): number;
}

/** The stream of `seed` for one purpose: streams of different purposes do not disturb each other. */
export function makeRandom(seed: number, purpose: number): Random {
  let state = mix(seed | 0, purpose | 0);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    return scramble(state) / 4294967296;
  };
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
  };
}

/** A fixed number in [0, 1) for a pair of integers: noise that needs no stream. */
export function hashUnit(seed: number, a: number): number {
  return scramble(mix(seed | 0, a | 0)) / 4294967296;
}

function mix(a: number, b: number): number {
  return (Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)) | 0;
}

function scramble(value: number): number {
  let t = Math.imul(value ^ (value >>> 15), value | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
