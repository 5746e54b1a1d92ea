import type { County, PlanDetail, Village, VillagePath } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { Language } from "../language/translate.ts";
import type { Workspace } from "../state/workspace.ts";
import type { Basemap, CountyLabel, Scene } from "./scene.ts";

/** What is known when the map is drawn. */
export interface Known {
  readonly origin: string;
  readonly workspace: Workspace;
  /** The project to draw; null until the map looks at it. */
  readonly projectId: string | null;
  readonly counties: readonly County[];
  /** The finished plan that is shown. */
  readonly detail: PlanDetail | null;
  readonly village: Village | undefined;
  readonly path: VillagePath | null | undefined;
  readonly basemap: Basemap | null;
  readonly language: Language;
}

/** The scene of what is chosen and known. While a new plan is asked for, no proposal is drawn: the form speaks of what is unconnected. */
export function sceneOf({
  origin,
  workspace,
  projectId,
  counties,
  detail,
  village,
  path,
  basemap,
  language,
}: Known): Scene {
  const shown = workspace.planning ? null : detail;
  const chosen = village && village.code === workspace.villageCode ? village : null;
  return {
    origin,
    projectId,
    edition: workspace.edition,
    planId: shown?.plan.id ?? null,
    countyCode: workspace.countyCode,
    labels: counties.map(countyLabel),
    gaps: shown?.unreachable.map(({ code, name, position, nearest }) => ({ code, name, position, nearest })) ?? [],
    leftOut: shown?.leftOut.map(({ code, name, position }) => ({ code, name, position })) ?? [],
    village: chosen && { code: chosen.code, position: chosen.position },
    path: shown && chosen && path ? path.spans.map(({ id, support, line }) => ({ id, support, line })) : [],
    polygon: workspace.polygon,
    drawing: workspace.drawing,
    hidden: workspace.hidden,
    basemap,
    flight: workspace.flight,
    language,
  };
}

function countyLabel({ code, name, extent, labelPosition }: County): CountyLabel {
  const [west, south, east, north] = extent;
  const middle: Position = [(west + east) / 2, (south + north) / 2];
  return { code, name, position: labelPosition ?? middle };
}
