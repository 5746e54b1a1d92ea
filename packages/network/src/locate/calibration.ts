import type { CableId, NodeId } from "../records/ids.ts";
import { type GlassLine, ninetyFive, type Section } from "./glass-line.ts";

/** An accepted measurement: between two known places of a line an instrument saw so many metres. */
export interface Anchor {
  /** Metres of glass by the plant; 0 is the port that was measured from. */
  readonly fromGlassM: number;
  readonly toGlassM: number;
  /** The node of the joint at its end, where it is told: on another branch the same metre may be another joint. */
  readonly toNodeId?: NodeId;
  /** Metres between them by the instrument, at the index of the glass. */
  readonly opticalM: number;
  /** Standard deviation of those. */
  readonly sdM: number;
}

/**
 * How far metres of glass may be from what the plant says. Sources: an instrument's error is about 1 m and 1e-4 of the distance; 0.001 of
 * index is 13.6 m at 20 km, and an index is known to about half of that; sag and bends differ from span to span by some decimetres for
 * each square root of a metre, coils by a metre from their record (assumptions).
 */
export const measuring = {
  /** 95 % of readings are within. */
  readingM: 1,
  clock: 1e-4,
  indexSd: 3.4e-4,
  /** Standard deviation of a metre of glass, growing with the square root of the length. */
  wanderM: 0.1,
  /** Standard deviation of a coil, whatever its record says. */
  coilM: 1,
} as const;

/** Standard deviation of one reading of an instrument at a distance. */
export function readingSdM(opticalM: number): number {
  return (measuring.readingM + measuring.clock * opticalM) / ninetyFive;
}

/** Anchors that are about this line: both ends at its start or at joints of it. What was measured on another branch beyond a splitter says nothing. */
export function anchorsOn({ joints }: GlassLine, anchors: readonly Anchor[]): Anchor[] {
  const isJoint = (glassM: number, nodeId?: NodeId) =>
    glassM === 0 ||
    joints.some((joint) => Math.abs(joint.glassM - glassM) < 0.01 && (nodeId === undefined || joint.nodeId === nodeId));
  return anchors.filter(({ fromGlassM, toGlassM, toNodeId }) => isJoint(fromGlassM) && isJoint(toGlassM, toNodeId));
}

/** What calibration found of one section. */
export interface SectionFactor {
  readonly cableId?: CableId;
  /** True metres of glass for each metre that the plant says. */
  readonly factor: number;
  readonly sd: number;
}

/**
 * Where the metres of an instrument lie on a line. The true place of metre p of the plant is p + D(p), where D is a Gaussian process: one
 * factor for all of the glass (index), one for each section (lay, reserve), and a wander between; anchors are observations of
 * D(to) - D(from). Its mean and variance are those of least squares with the anchors' and the plant's uncertainties (generalised least
 * squares, kriging: Krige 1951, Rasmussen and Williams 2006, eq. 2.23-2.24).
 */
export class Calibration {
  readonly line: GlassLine;
  readonly anchors: readonly Anchor[];
  /** How far the anchors are together from the plant's word: squared standard deviations (chi-squared, one degree of freedom an anchor). */
  readonly strain: number;
  /** Row by row, the lower triangle of the Cholesky factor of the anchors' covariance. */
  readonly #factor: readonly Float64Array[];
  readonly #weights: Float64Array;
  readonly #wander: Wander;

  constructor(line: GlassLine, anchors: readonly Anchor[] = []) {
    this.line = line;
    this.anchors = anchors;
    this.#wander = new Wander(line);
    const covariance = anchors.map((one, i) => {
      const row = Float64Array.from(anchors.slice(0, i + 1), (two) => this.#between(one, two));
      row[i] += one.sdM ** 2;
      return row;
    });
    this.#factor = cholesky(covariance);
    const excess = Float64Array.from(
      anchors,
      ({ fromGlassM, toGlassM, opticalM }) => opticalM - (toGlassM - fromGlassM),
    );
    this.#weights = solve(this.#factor, excess);
    this.strain = excess.reduce((sum, metres, i) => sum + metres * this.#weights[i], 0);
  }

  /** Fewer than two anchors say too little: what is found is the plant's word alone. */
  get isCalibrated(): boolean {
    return this.anchors.length >= 2;
  }

  /** The metres that an instrument shows for a place of the line, and their standard deviation. */
  opticalAt(glassM: number): { readonly opticalM: number; readonly sdM: number } {
    const own = this.#towards({ fromGlassM: 0, toGlassM: glassM });
    const meanM = own.reduce((sum, covariance, i) => sum + covariance * this.#weights[i], 0);
    return {
      opticalM: glassM + meanM,
      sdM: Math.sqrt(Math.max(0, this.#varianceOf({ fromGlassM: 0, toGlassM: glassM }, own))),
    };
  }

  /** The place of the line that an instrument shows so many metres for; beyond its end it goes on with the plant's own metre. */
  glassAt(opticalM: number): number {
    const { glassM } = this.line;
    const endM = this.opticalAt(glassM).opticalM;
    if (opticalM >= endM) return glassM + (opticalM - endM);
    let [low, high] = [0, glassM];
    for (let step = 0; step < 50 && high - low > 1e-6; step++) {
      const middle = (low + high) / 2;
      if (this.opticalAt(middle).opticalM < opticalM) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /** The factor of each section. */
  factors(): SectionFactor[] {
    return this.line.sections.map(({ cableId, fromGlassM, toGlassM }) => {
      const stretch = { fromGlassM, toGlassM };
      const own = this.#towards(stretch);
      const lengthM = toGlassM - fromGlassM;
      const meanM = own.reduce((sum, covariance, i) => sum + covariance * this.#weights[i], 0);
      const sd = Math.sqrt(Math.max(0, this.#varianceOf(stretch, own))) / lengthM;
      return { ...(cableId !== undefined && { cableId }), factor: 1 + meanM / lengthM, sd };
    });
  }

  /** Metres by which each anchor differs from what calibration makes of it. */
  residualsM(): number[] {
    return this.anchors.map((anchor) => {
      const meanM = this.#towards(anchor).reduce((sum, covariance, i) => sum + covariance * this.#weights[i], 0);
      return anchor.opticalM - (anchor.toGlassM - anchor.fromGlassM) - meanM;
    });
  }

  #towards(stretch: Ends): Float64Array {
    return Float64Array.from(this.anchors, (anchor) => this.#between(stretch, anchor));
  }

  /** Variance of D over a stretch, given the anchors. */
  #varianceOf(stretch: Ends, own: Float64Array): number {
    const prior = this.#between(stretch, stretch);
    const known = solve(this.#factor, own);
    return prior - own.reduce((sum, covariance, i) => sum + covariance * known[i], 0);
  }

  /** Covariance of D over two stretches. */
  #between(one: Ends, two: Ends): number {
    const common = measuring.indexSd ** 2 * lengthOf(one) * lengthOf(two);
    return common + this.#wander.between(one, two) + this.#sections(one, two);
  }

  #sections(one: Ends, two: Ends): number {
    const reachM = Math.min(one.toGlassM, two.toGlassM);
    let sum = 0;
    for (const section of this.line.sections) {
      if (section.fromGlassM >= reachM) break;
      sum += section.relativeSd ** 2 * within(section, one) * within(section, two);
    }
    return sum;
  }
}

/** What differs from stretch to stretch: its variance adds up along the line. */
class Wander {
  readonly #endM: Float64Array;
  /** Variance from the start to the end of each stretch. */
  readonly #sum: Float64Array;

  constructor({ stretches }: GlassLine) {
    this.#endM = Float64Array.from(stretches, ({ toGlassM }) => toGlassM);
    let sum = 0;
    this.#sum = Float64Array.from(stretches, ({ kind, fromGlassM, toGlassM }) => {
      sum += measuring.wanderM ** 2 * (toGlassM - fromGlassM) + (kind === "coil" ? measuring.coilM ** 2 : 0);
      return sum;
    });
  }

  between(one: Ends, two: Ends): number {
    const from = Math.max(one.fromGlassM, two.fromGlassM);
    const to = Math.min(one.toGlassM, two.toGlassM);
    return to > from ? this.#upTo(to) - this.#upTo(from) : 0;
  }

  #upTo(glassM: number): number {
    let [low, high] = [0, this.#endM.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#endM[middle] < glassM) low = middle + 1;
      else high = middle;
    }
    const [startM, start] = low > 0 ? [this.#endM[low - 1], this.#sum[low - 1]] : [0, 0];
    const lengthM = this.#endM[low] - startM;
    const part = lengthM > 0 ? Math.min(1, (glassM - startM) / lengthM) : 0;
    return start + part * (this.#sum[low] - start);
  }
}

type Ends = Pick<Anchor, "fromGlassM" | "toGlassM">;

function lengthOf({ fromGlassM, toGlassM }: Ends): number {
  return toGlassM - fromGlassM;
}

function shared(one: Ends, two: Ends): number {
  return Math.max(0, Math.min(one.toGlassM, two.toGlassM) - Math.max(one.fromGlassM, two.fromGlassM));
}

function within({ fromGlassM, toGlassM }: Section, ends: Ends): number {
  return shared({ fromGlassM, toGlassM }, ends);
}

/** The lower triangle L of a positive definite matrix L Lᵀ, given by its lower triangle. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = matrix.map((row) => Float64Array.from(row));
  for (let i = 0; i < lower.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i][j];
      for (let k = 0; k < j; k++) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j][j];
    }
  }
  return lower;
}

/** x of L Lᵀ x = b. */
function solve(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}
