import type { Port } from "../records/joint.ts";
import type { OpticsClass } from "../records/settings.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { Measure } from "./hop.ts";
import { type LightPath, pathTo } from "./line.ts";
import { type Trace, type TraceCode, type TraceOptions, trace } from "./trace.ts";

/** One wavelength judged: `over` and `overload` say by how many dB. */
export type LossVerdict = {
  readonly waveNm: number;
  readonly lossDb: number;
  /** What is left up to the class's most once the settings' margin is kept; negative when over. */
  readonly leftDb: number;
} & (
  | { readonly verdict: "within" }
  /** Loss and margin together exceed what the class bears. */
  | { readonly verdict: "over"; readonly byDb: number }
  /** Less loss than the class's receivers need: they are blinded. */
  | { readonly verdict: "overload"; readonly byDb: number }
);

/** The loss of one device's path to an OLT's port against that port's optics class. */
export interface LossBudget {
  readonly olt: Port;
  readonly opticsClass: OpticsClass;
  readonly path: LightPath;
  readonly total: Measure;
  readonly verdicts: readonly LossVerdict[];
  /** True when every wavelength is within. */
  readonly passes: boolean;
}

/**
 * The loss budget of every OLT port that a port's light reaches (two for a 2:N splitter fed twice). Figures are the worst unless asked
 * otherwise. Refuses what a trace refuses, a way that reaches no OLT (`OLT_UNREACHED`) and one without a class (`OPTICS_UNKNOWN`).
 */
export function lossBudgets(
  network: Network,
  from: Port,
  options: TraceOptions = {},
): Result<readonly LossBudget[], TraceCode | "OLT_UNREACHED" | "OPTICS_UNKNOWN"> {
  const traced = trace(network, from, { basis: "worst", ...options });
  if (!traced.ok) return traced;
  const budgets: LossBudget[] = [];
  for (const path of pathsToOlts(network, traced.value)) {
    const { equipmentId, port, total } = path.hops.at(-1) as Port & { total: Measure };
    const { opticsClass } = network.get("equipment", equipmentId)!;
    if (!opticsClass) return refuse("OPTICS_UNKNOWN", `The optics class of ${equipmentId} is not known.`);
    const verdicts = judgeLoss(network, opticsClass, total.lossDb, traced.value.wavesNm);
    const passes = verdicts.every(({ verdict }) => verdict === "within");
    budgets.push({ olt: { equipmentId, port }, opticsClass, path, total, verdicts, passes });
  }
  if (budgets.length > 0) return accept(budgets);
  return refuse("OLT_UNREACHED", `The light of ${from.equipmentId} port ${from.port} reaches no OLT.`);
}

function pathsToOlts(network: Network, { ways }: Trace): LightPath[] {
  return ways.flatMap((way) =>
    way.stops
      .filter(({ reason, hop }) => {
        const last = way.hops[hop];
        return reason === "port" && last.kind === "port" && network.get("equipment", last.equipmentId)?.kind === "olt";
      })
      .map((stop) => pathTo(way, stop)),
  );
}

/** Losses at wavelengths against a class: ITU-T G.984.2 and G.9807.1 give both a most and a least. */
export function judgeLoss(
  { settings }: Network,
  opticsClass: OpticsClass,
  lossDb: readonly number[],
  wavesNm: readonly number[],
): LossVerdict[] {
  const { minDb, maxDb } = settings.opticsRange[opticsClass];
  return lossDb.map((loss, i) => {
    const leftDb = maxDb - settings.marginDb - loss;
    const figures = { waveNm: wavesNm[i], lossDb: loss, leftDb };
    if (leftDb < 0) return { ...figures, verdict: "over", byDb: -leftDb };
    if (loss < minDb) return { ...figures, verdict: "overload", byDb: minDb - loss };
    return { ...figures, verdict: "within" };
  });
}
