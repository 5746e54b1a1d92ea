import type { Sheet } from "../crew-sheet/sheet.ts";
import type { FaultCase } from "./fault-case.ts";

/** What the crew needs of a located fault; null where none is. */
export function sheetOf(
  { located, way, impact }: FaultCase,
  title: string,
  now: string,
  incidentId?: string,
): Sheet | null {
  const fault = located?.faults[way];
  if (!located || !fault) return null;
  const { place, interval, access, route, doubt } = fault;
  const lost = (impact?.impact.villages ?? []).filter(({ fate }) => fate === "lost");
  const landmark = ({
    nodeId,
    name,
    position,
  }: {
    nodeId: string;
    name: string;
    position: readonly [number, number];
  }) => ({
    ...{ id: nodeId, name, position },
  });
  return {
    title,
    ...(incidentId !== undefined && { incidentId }),
    revision: located.revision,
    madeAt: now,
    position: place.position,
    before: { ...landmark(place.before), pastM: place.before.metres },
    after: { ...landmark(place.after), toM: place.after.metres },
    interval: { beforeM: interval.beforeM, afterM: interval.afterM },
    access: access.map((one) => ({ ...landmark(one), alongM: one.metres })),
    ...(place.cableId !== undefined && { cable: place.cableId }),
    ...(place.markM !== undefined && { sheathMarkM: place.markM }),
    route: route.line,
    doubt: doubt.line,
    landmarks: route.landmarks.map(landmark),
    villages: lost.map(({ code, people }) => ({
      code,
      name: impact?.names[code] ?? code,
      ...(people !== undefined && { people }),
    })),
  };
}
