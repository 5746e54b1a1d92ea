import { listPlantObjects } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { PlantNode, Span } from "@cuntong/network";
import { useEffect, useState } from "react";
import { client } from "../../api/client.ts";
import { useAnswer } from "../../api/use-answer.ts";
import type { PastPlant } from "../../map/scene.ts";
import { useWorkspace } from "../../state/context.ts";

/** The widest view in which the past is drawn, degrees: some thousands of poles. */
const widestDeg = 0.16;
const mostPages = 6;

/** What is drawn of the past: what was in view, or that one looks from too far away. */
type PastView = PastPlant | "far";

/** The plant of the past that is looked at, inside the ring that is seen. */
export function usePastPlant(projectId: string | null, ring: readonly Position[] | null): PastView | undefined {
  const { workspace } = useWorkspace();
  const { asOf } = workspace;
  const box = ring && boxOf(ring);
  const key = projectId !== null && asOf !== null && box ? `past ${projectId} ${asOf} ${box.join(",")}` : null;
  const { answer } = useAnswer<PastView>(key, 0, async (signal): Promise<PastView> => {
    const [west = 0, south = 0, east = 0, north = 0] = box ?? [];
    if (east - west > widestDeg || north - south > widestDeg) return "far";
    // A map that still moves is not asked for.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const read = async (table: "spans" | "nodes") => {
      const found: (Span | PlantNode)[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        if (signal.aborted) return found;
        const query = {
          bbox: [west, south, east, north].join(","),
          asOf: asOf ?? "0",
          limit: 1000,
          ...(cursor && { cursor }),
        };
        const { records, next } = await client.call(listPlantObjects, {
          ...{ params: { projectId: projectId ?? "", table }, query, signal },
        });
        found.push(...((records[table] ?? []) as readonly (Span | PlantNode)[]));
        if (next === undefined) return found;
        cursor = next;
      }
      return null;
    };
    const spans = await read("spans");
    const nodes = spans && (await read("nodes"));
    return spans && nodes ? { spans: spans as Span[], nodes: nodes as PlantNode[] } : "far";
  });
  // While the map moves, what was drawn of the same past stays.
  const [held, setHeld] = useState<{ readonly asOf: string | null; readonly view: PastView } | null>(null);
  const view = answer.value;
  useEffect(() => {
    if (view) setHeld({ asOf, view });
  }, [asOf, view]);
  return view ?? (held?.asOf === asOf ? held.view : undefined);
}

/** West, south, east and north of a ring, rounded outwards so that a small step of the map asks nothing anew. */
function boxOf(ring: readonly Position[]): number[] {
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
  const step = 0.01;
  const down = (degrees: number) => Math.round(Math.floor(degrees / step) * step * 100) / 100;
  const up = (degrees: number) => Math.round(Math.ceil(degrees / step) * step * 100) / 100;
  return [down(Math.min(...lons)), down(Math.min(...lats)), up(Math.max(...lons)), up(Math.max(...lats))];
}
