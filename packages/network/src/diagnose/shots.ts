import { Calibration, readingSdM } from "../locate/calibration.ts";
import { type GlassLine, glassLine } from "../locate/glass-line.ts";
import type { Port } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { pathTo } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import type { Element } from "./model.ts";

/** A distance that an OTDR measured, where the glass ends. */
export interface OtdrDistance {
  readonly from: Port;
  /** Metres of glass from the port. */
  readonly glassM: number;
}

/** The glass that an OTDR at a port would see, and where each element lies on it. */
export class Shot {
  readonly from: Port;
  readonly #lines: readonly {
    readonly line: GlassLine;
    readonly calibration: Calibration;
    readonly places: ReadonlyMap<string, readonly Ends[]>;
  }[];

  constructor(network: Network, from: Port, statuses: readonly PlantStatus[]) {
    this.from = from;
    const traced = trace(network, from, { wavesNm: [], statuses });
    const lines = traced.ok
      ? traced.value.ways.flatMap((way) =>
          way.stops.map((stop) => ({ hops: pathTo(way, stop).hops, line: glassLine(network, pathTo(way, stop)) })),
        )
      : [];
    this.#lines = lines
      .filter(({ line }) => line.stretches.length > 0)
      .map(({ line, hops }) => {
        const splitters = hops.flatMap((hop) =>
          hop.kind === "splitter" ? [{ id: hop.splitterId as string, nodeId: hop.nodeId as string }] : [],
        );
        return { line, calibration: new Calibration(line), places: placesOn(network, line, splitters) };
      });
  }

  /** Metres that would be read were an element broken, in each of its parts, and how sure that is; none where the shot does not see it. */
  readingsOf({ table, id }: Element): readonly { readonly glassM: number; readonly sdM: number }[] {
    for (const { calibration, places } of this.#lines) {
      const [ends] = places.get(`${table} ${id}`) ?? [];
      if (!ends) continue;
      const parts = ends.toM - ends.fromM < 1 ? 1 : partsOfLength;
      return Array.from({ length: parts }, (_, i) => {
        const { opticalM, sdM } = calibration.opticalAt(ends.fromM + ((ends.toM - ends.fromM) * (i + 0.5)) / parts);
        return { glassM: opticalM, sdM: Math.hypot(sdM, readingSdM(opticalM)) };
      });
    }
    return [];
  }

  /** How likely a reading is, for each metre, were an element broken; the least where the shot does not see it. */
  densityOf({ table, id }: Element, glassM: number): number {
    let best = leastDensity;
    for (const { calibration, places } of this.#lines) {
      const own = calibration.opticalAt(Math.min(glassM, calibration.line.glassM));
      const sdM = Math.hypot(own.sdM, readingSdM(glassM));
      for (const { fromM, toM } of places.get(`${table} ${id}`) ?? []) {
        const lengthM = toM - fromM;
        const density =
          lengthM < 1
            ? Math.exp(-(((glassM - fromM) / sdM) ** 2) / 2) / (sdM * Math.sqrt(2 * Math.PI))
            : (normal((toM - glassM) / sdM) - normal((fromM - glassM) / sdM)) / lengthM;
        best = Math.max(best, density);
      }
    }
    return best;
  }
}

/** Parts of something long that a reading may fall into. */
const partsOfLength = 5;

interface Ends {
  readonly fromM: number;
  readonly toM: number;
}

/** A reading that is wrong, or of something else: spread over a hundred kilometres, one in a hundred. */
const leastDensity = 1e-7;

function placesOn(
  network: Network,
  line: GlassLine,
  splitters: readonly { readonly id: string; readonly nodeId: string }[],
): Map<string, Ends[]> {
  const places = new Map<string, Ends[]>();
  const add = (key: string, ends: Ends) => {
    const list = places.get(key);
    if (list) list.push(ends);
    else places.set(key, [ends]);
  };
  for (const { cableId, fromGlassM, toGlassM } of line.sections)
    add(`cables ${cableId}`, { fromM: fromGlassM, toM: toGlassM });
  for (const { spanId, fromNodeId, toNodeId, fromGlassM, toGlassM } of line.stretches) {
    if (spanId !== undefined) add(`spans ${spanId}`, { fromM: fromGlassM, toM: toGlassM });
    add(`nodes ${fromNodeId}`, { fromM: fromGlassM, toM: fromGlassM });
    add(`nodes ${toNodeId}`, { fromM: toGlassM, toM: toGlassM });
  }
  for (const { closureId, nodeId, glassM } of line.joints) {
    const here = { fromM: glassM, toM: glassM };
    if (closureId !== undefined) add(`closures ${closureId}`, here);
    for (const id of network.referrers("nodes", nodeId, "equipment")) add(`equipment ${id}`, here);
    for (const splitter of splitters) if (splitter.nodeId === nodeId) add(`splitters ${splitter.id}`, here);
  }
  return places;
}

/** The distribution function of the normal distribution (Abramowitz and Stegun 1964, 7.1.26). */
function normal(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp((-x * x) / 2);
  return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
