import type { Position } from "@cuntong/geo";
import type { Map as LibreMap } from "maplibre-gl";
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPointMode, TerraDrawPolygonMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { PenTask } from "../state/workspace.ts";
import { nearestOn } from "./nearest-on.ts";
import { palette } from "./palette.ts";

/** What is drawn from nothing; what is there is dragged by the map's shaper. */
type DrawTask = Exclude<PenTask, "reshape" | "move">;

const colours: Record<DrawTask, `#${string}`> = {
  polygon: palette.selection,
  road: palette.use,
  use: palette.use,
  avoid: palette.avoid,
  node: palette.planned,
  span: palette.planned,
  split: palette.planned,
};

/** Pixels from which a corner of a line jumps onto what is drawn nearby. */
const snapPixels = 12;
const roads = ["corridor-major", "corridor-middle", "corridor-minor", "corridor-track", "proposal-line"];
const plantPoints = ["node-site", "node-small"];
const plantLines = ["span-aerial", "span-duct", "span-buried", "span-planned"];

/** What corners jump onto: points before lines. A chosen span is split on itself alone. */
const snaps: Record<DrawTask, { readonly points: readonly string[]; readonly lines: readonly string[] }> = {
  polygon: { points: [], lines: [] },
  road: { points: [], lines: roads },
  use: { points: [], lines: roads },
  avoid: { points: [], lines: roads },
  node: { points: [], lines: [] },
  span: { points: plantPoints, lines: plantLines },
  split: { points: [], lines: ["object-line"] },
};

type Mode = TerraDrawPolygonMode | TerraDrawLineStringMode | TerraDrawPointMode;

/**
 * Draws by hand on the map: click for each corner; click the first corner of a polygon, or the last of a line, again (or press Enter) to
 * finish; one click is a point; Escape begins again. Corners jump onto what is drawn nearby and can be joined.
 */
export class MapPen {
  readonly #draw: TerraDraw;
  readonly task: DrawTask;

  constructor(map: LibreMap, task: DrawTask, onDrawn: (line: Position[]) => void) {
    this.task = task;
    const mode = modeOf(map, task);
    this.#draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes: [mode] });
    this.#draw.start();
    this.#draw.setMode(mode.mode);
    this.#draw.on("finish", (id) => {
      const line = lineOf(this.#draw.getSnapshotFeature(id)?.geometry)?.map((at, i, all) =>
        task === "split" || (task === "span" && (i === 0 || i === all.length - 1))
          ? (snapped(map, task, at) ?? at)
          : at,
      );
      // After this event, so that Terra Draw has put its own pen down first, and after the click that it ends with, which would choose what lies below.
      if (line) setTimeout(() => onDrawn(line));
    });
  }

  stop(): void {
    if (this.#draw.enabled) this.#draw.stop();
  }
}

function modeOf(map: LibreMap, task: DrawTask): Mode {
  if (task === "polygon") return polygonMode();
  return task === "node" || task === "split" ? pointMode(colours[task]) : lineMode(map, task);
}

function polygonMode(): TerraDrawPolygonMode {
  const colour = colours.polygon;
  return new TerraDrawPolygonMode({
    pointerDistance: 24,
    styles: {
      fillColor: colour,
      fillOpacity: 0.1,
      outlineColor: colour,
      outlineWidth: 2,
      closingPointColor: "#ffffff",
      closingPointOutlineColor: colour,
      closingPointWidth: 6,
      closingPointOutlineWidth: 2,
    },
  });
}

function pointMode(colour: `#${string}`): TerraDrawPointMode {
  return new TerraDrawPointMode({
    styles: { pointColor: "#ffffff", pointOutlineColor: colour, pointWidth: 6, pointOutlineWidth: 3 },
  });
}

function lineMode(map: LibreMap, task: DrawTask): TerraDrawLineStringMode {
  const colour = colours[task];
  return new TerraDrawLineStringMode({
    pointerDistance: 16,
    snapping: { toCustom: ({ lng, lat }: { lng: number; lat: number }) => snapped(map, task, [lng, lat]) },
    styles: {
      lineStringColor: colour,
      lineStringWidth: 4,
      closingPointColor: "#ffffff",
      closingPointOutlineColor: colour,
      closingPointWidth: 6,
      closingPointOutlineWidth: 2,
    },
  });
}

/** The nearest point that is drawn within a few pixels, else the nearest place on a line. */
function snapped(map: LibreMap, task: DrawTask, at: Position): [number, number] | undefined {
  const { points, lines } = snaps[task];
  const node = nearestOn(drawnNear(map, points, at).flatMap(pointOf), at);
  const nearest = node ?? nearestOn(drawnNear(map, lines, at).flatMap(linesOf), at);
  return nearest && [nearest[0], nearest[1]];
}

type Drawn = ReturnType<LibreMap["queryRenderedFeatures"]>[number];

function drawnNear(map: LibreMap, names: readonly string[], at: Position): Drawn[] {
  const layers = names.filter((layer) => map.getLayer(layer));
  if (layers.length === 0) return [];
  const { x, y } = map.project([at[0], at[1]]);
  return map.queryRenderedFeatures(
    [
      [x - snapPixels, y - snapPixels],
      [x + snapPixels, y + snapPixels],
    ],
    { layers },
  );
}

/** A point as a line of no length, so that the nearest of several is found alike. */
function pointOf({ geometry }: Drawn): number[][][] {
  return geometry.type === "Point" ? [[geometry.coordinates, geometry.coordinates]] : [];
}

function linesOf({ geometry }: Drawn): number[][][] {
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiLineString" ? geometry.coordinates : [];
}

function lineOf(geometry: { type: string; coordinates: unknown } | undefined): Position[] | undefined {
  if (geometry?.type === "Polygon") return positions((geometry.coordinates as number[][][])[0] ?? []).slice(0, -1);
  if (geometry?.type === "LineString") return positions(geometry.coordinates as number[][]);
  if (geometry?.type === "Point") return positions([geometry.coordinates as number[]]);
  return undefined;
}

function positions(coordinates: readonly number[][]): Position[] {
  return coordinates.map(([lon = 0, lat = 0]): Position => [lon, lat]);
}
