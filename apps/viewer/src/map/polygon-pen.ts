import type { Position } from "@cuntong/geo";
import type { Map as LibreMap } from "maplibre-gl";
import { TerraDraw, TerraDrawPolygonMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { palette } from "./palette.ts";

const colour: `#${string}` = palette.selection;

/** Draws one polygon by hand on the map: click for each corner, click the first corner or press Enter to close, Escape to begin again. */
export class PolygonPen {
  readonly #draw: TerraDraw;

  constructor(map: LibreMap, onRing: (ring: Position[]) => void) {
    const polygon = new TerraDrawPolygonMode({
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
    this.#draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes: [polygon] });
    this.#draw.start();
    this.#draw.setMode("polygon");
    this.#draw.on("finish", (id) => {
      const geometry = this.#draw.getSnapshotFeature(id)?.geometry;
      if (geometry?.type !== "Polygon") return;
      const ring = (geometry.coordinates[0] ?? [])
        .slice(0, -1)
        .map(([lon = 0, lat = 0]: number[]): Position => [lon, lat]);
      // After this event, so that Terra Draw has put its own pen down first.
      queueMicrotask(() => onRing(ring));
    });
  }

  stop(): void {
    if (this.#draw.enabled) this.#draw.stop();
  }
}
