import type { Line, Position } from "@cuntong/geo";
import { drawRedundancy, type RedundancyDrawing } from "../redundancy/redundancy-drawing.ts";
import type { RedundancyState } from "../redundancy/use-redundancy.ts";
import type { VillageWaysAnswer } from "../redundancy/use-village-ways.ts";
import { drawWays, type WaysDrawing } from "../redundancy/ways-drawing.ts";
import type { FaultCase } from "./fault-case.ts";

/** A case as it lies on the map. */
export interface FaultDrawing extends Omit<RedundancyDrawing, "cutOff"> {
  /** Where candidates lie, the likeliest first. */
  readonly candidates: readonly { readonly rank: number; readonly line: Line; readonly isChosen: boolean }[];
  /** The ground that the fault may lie on, and the place where it most likely does. */
  readonly doubt: Line;
  readonly at: Position | null;
  /** Codes of villages that are lost and degraded. */
  readonly lost: readonly string[];
  readonly degraded: readonly string[];
  /** The two ways of the chosen village; nothing that is weak is drawn beside them. */
  readonly ways: WaysDrawing | null;
}

/** Draws what is known of a case, and of how the plant is held. */
export function drawFault(
  { diagnosis, candidate, located, way, impact }: FaultCase,
  redundancy: RedundancyState,
  ways: VillageWaysAnswer | undefined,
): FaultDrawing {
  const { cutOff, ...held } = drawRedundancy(redundancy);
  const fault = located?.faults[way];
  const end = located?.faults.length === 0 ? located.ends[0] : undefined;
  const fates = (fate: "lost" | "degraded") =>
    (impact?.impact.villages ?? []).filter((one) => one.fate === fate).map(({ code }) => code as string);
  return {
    candidates: candidatesOf(diagnosis, candidate),
    doubt: fault?.doubt.line ?? [],
    at: fault?.place.position ?? end?.place.position ?? null,
    ...held,
    ...(ways && { weak: [] }),
    ways: ways ? drawWays(ways) : null,
    lost: redundancy.chosen.length === 0 ? fates("lost") : cutOff,
    degraded: redundancy.chosen.length === 0 ? fates("degraded") : [],
  };
}

function candidatesOf(diagnosis: FaultCase["diagnosis"], chosen: number | null): FaultDrawing["candidates"] {
  if (!diagnosis) return [];
  const placed = new Map(diagnosis.places.map((place) => [`${place.table} ${place.id}`, place.line]));
  return diagnosis.diagnosis.candidates.slice(0, 5).flatMap(({ elements }, rank) => {
    const [first] = elements;
    const line = first && placed.get(`${first.table} ${first.id}`);
    return line && line.length > 0 ? [{ rank: rank + 1, line, isChosen: rank === chosen }] : [];
  });
}

/** The box round some positions, widened a little; null without any. */
export function extentRound(positions: readonly Position[]): [number, number, number, number] | null {
  if (positions.length === 0) return null;
  const [lon, lat] = [positions.map(([x]) => x), positions.map(([, y]) => y)];
  const roomDeg = 0.004;
  return [
    Math.min(...lon) - roomDeg,
    Math.min(...lat) - roomDeg,
    Math.max(...lon) + roomDeg,
    Math.max(...lat) + roomDeg,
  ];
}
