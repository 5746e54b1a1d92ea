import type { Position } from "@cuntong/geo";
import type { Map as LibreMap } from "maplibre-gl";
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { PenTask } from "../state/workspace.ts";
import { nearestOn } from "./nearest-on.ts";
import { palette } from "./palette.ts";

const colours: Record<PenTask, `#${string}`> = {
  polygon: palette.selection,
  road: palette.use,
  use: palette.use,
  avoid: palette.avoid,
};

/** Pixels from which a corner of a line jumps onto a corridor. */
const snapPixels = 12;
const corridorLayers = ["corridor-major", "corridor-middle", "corridor-minor", "corridor-track", "proposal-line"];

/**
 * Draws by hand on the map: click for each corner; click the first corner of a polygon, or the last of a line, again (or press Enter) to
 * finish; Escape begins again. Corners of lines jump onto corridors that are drawn nearby.
 */
export class MapPen {
  readonly #draw: TerraDraw;
  readonly task: PenTask;

  constructor(map: LibreMap, task: PenTask, onDrawn: (line: Position[]) => void) {
    this.task = task;
    const mode = task === "polygon" ? polygonMode() : lineMode(map, colours[task]);
    this.#draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes: [mode] });
    this.#draw.start();
    this.#draw.setMode(mode.mode);
    this.#draw.on("finish", (id) => {
      const line = lineOf(this.#draw.getSnapshotFeature(id)?.geometry);
      // After this event, so that Terra Draw has put its own pen down first, and after the click that it ends with, which would choose what lies below.
      if (line) setTimeout(() => onDrawn(line));
    });
  }

  stop(): void {
    if (this.#draw.enabled) this.#draw.stop();
  }
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

function lineMode(map: LibreMap, colour: `#${string}`): TerraDrawLineStringMode {
  return new TerraDrawLineStringMode({
    pointerDistance: 16,
    snapping: { toCustom: ({ lng, lat }: { lng: number; lat: number }) => snapped(map, [lng, lat]) },
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

/** The nearest place on a corridor that is drawn within a few pixels. */
function snapped(map: LibreMap, at: Position): [number, number] | undefined {
  const { x, y } = map.project([at[0], at[1]]);
  const layers = corridorLayers.filter((layer) => map.getLayer(layer));
  const found = map.queryRenderedFeatures(
    [
      [x - snapPixels, y - snapPixels],
      [x + snapPixels, y + snapPixels],
    ],
    { layers },
  );
  const lines = found.flatMap(({ geometry }) =>
    geometry.type === "LineString"
      ? [geometry.coordinates]
      : geometry.type === "MultiLineString"
        ? geometry.coordinates
        : [],
  );
  const nearest = nearestOn(lines, at);
  return nearest && [nearest[0], nearest[1]];
}

function lineOf(geometry: { type: string; coordinates: unknown } | undefined): Position[] | undefined {
  if (geometry?.type === "Polygon") return positions((geometry.coordinates as number[][][])[0] ?? []).slice(0, -1);
  if (geometry?.type === "LineString") return positions(geometry.coordinates as number[][]);
  return undefined;
}

function positions(coordinates: readonly number[][]): Position[] {
  return coordinates.map(([lon = 0, lat = 0]): Position => [lon, lat]);
}
