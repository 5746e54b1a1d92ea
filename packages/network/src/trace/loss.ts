import type { CableType } from "../records/cable.ts";
import type { Splice } from "../records/joint.ts";
import type { PlantSettings } from "../records/settings.ts";

/** Which figure stands for a joint that was not measured: what is usual, or what a budget reckons with. */
export type LossBasis = "mean" | "worst";

/** dB per wavelength for so many metres of glass; the first wavelength the type has no attenuation for, where it lacks one. */
export function glassLossDb(
  type: CableType,
  glassM: number,
  wavesNm: readonly number[],
): number[] | { missingNm: number } {
  const losses: number[] = [];
  for (const waveNm of wavesNm) {
    const dbPerKm = type.attenuationDbPerKm[waveNm];
    if (dbPerKm === undefined) return { missingNm: waveNm };
    losses.push((dbPerKm * glassM) / 1000);
  }
  return losses;
}

/** dB per wavelength of a splice: as measured, or the settings' figure for its method. */
export function spliceLossDb(
  { method, lossDb }: Splice,
  settings: PlantSettings,
  wavesNm: readonly number[],
  basis: LossBasis,
): number[] {
  if (method === "uncut") return wavesNm.map(() => 0);
  const figure = settings.spliceLossDb[method];
  const otherwise = basis === "mean" ? figure.meanDb : figure.worstDb;
  return wavesNm.map((waveNm) => lossDb?.[waveNm] ?? otherwise);
}

/** dB of a patch: a mated pair of connectors at each of its ends. The cord itself counts nothing. */
export function patchLossDb({ connectorLossDb }: PlantSettings, basis: LossBasis): number {
  return 2 * (basis === "mean" ? connectorLossDb.meanDb : connectorLossDb.worstDb);
}
