import type { Position } from "@cuntong/geo";
import type { Map as LibreMap } from "maplibre-gl";
import {
  type GeoJSONStoreFeatures,
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawSelectMode,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { PenTask } from "../state/workspace.ts";
import { palette } from "./palette.ts";
import { ledTo, type PenSubject } from "./pen-subject.ts";

const colour: `#${string}` = palette.planned;

/**
 * Changes what is there by dragging: corners of a line (a point between two corners makes a new one, a right click takes one away; its ends
 * stay), or a node, which the ends of its spans follow. Tells after each drag, and goes on until it is stopped.
 */
export class MapShaper {
  readonly #draw: TerraDraw;
  readonly task: PenTask;

  constructor(map: LibreMap, subject: PenSubject, onDrawn: (line: Position[]) => void) {
    this.task = subject.task;
    const modes = [pointMode(), lineMode(), selectMode(subject)];
    this.#draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes });
    this.#draw.start();
    this.#draw.setMode("select");
    if (subject.task === "reshape") this.#reshape(subject.line, onDrawn);
    else this.#move(subject, onDrawn);
  }

  stop(): void {
    if (this.#draw.enabled) this.#draw.stop();
  }

  #reshape(line: readonly Position[], onDrawn: (line: Position[]) => void): void {
    const [id] = this.#add([{ type: "LineString", coordinates: line.map(rounded) }]);
    if (id === undefined) return;
    this.#draw.selectFeature(id);
    this.#draw.on("finish", () => {
      const geometry = this.#draw.getSnapshotFeature(id)?.geometry;
      if (geometry?.type === "LineString") onDrawn(positions(geometry.coordinates));
    });
  }

  #move({ at, spans }: PenSubject & { task: "move" }, onDrawn: (line: Position[]) => void): void {
    const lines = this.#add(spans.map(({ line }) => ({ type: "LineString", coordinates: line.map(rounded) })));
    const [node] = this.#add([{ type: "Point", coordinates: rounded(at) }]);
    if (node === undefined) return;
    this.#draw.selectFeature(node);
    const place = (): Position | undefined => {
      const geometry = this.#draw.getSnapshotFeature(node)?.geometry;
      return geometry?.type === "Point" ? positions([geometry.coordinates])[0] : undefined;
    };
    this.#draw.on("change", (ids, kind) => {
      const to = kind === "update" && ids.includes(node) ? place() : undefined;
      if (!to) return;
      for (const [i, span] of spans.entries()) {
        const id = lines[i];
        if (id !== undefined)
          this.#draw.updateFeatureGeometry(id, { type: "LineString", coordinates: ledTo(span, to).map(rounded) });
      }
    });
    this.#draw.on("finish", () => {
      const to = place();
      if (to) onDrawn([to]);
    });
  }

  #add(
    shapes: readonly ({ type: "LineString"; coordinates: number[][] } | { type: "Point"; coordinates: number[] })[],
  ): (string | number | undefined)[] {
    const added = this.#draw.addFeatures(
      shapes.map((geometry) => ({
        type: "Feature",
        properties: { mode: geometry.type === "Point" ? "point" : "linestring" },
        geometry,
      })),
    );
    return added.map(({ id, valid }) => (valid ? id : undefined));
  }
}

function selectMode(subject: PenSubject): TerraDrawSelectMode {
  const line = subject.task === "reshape" ? subject.line : [];
  const [first, last] = [line[0], line[line.length - 1]];
  return new TerraDrawSelectMode({
    pointerDistance: 20,
    keyEvents: null,
    allowManualDeselection: false,
    allowManualSelection: false,
    flags: {
      point: { feature: { draggable: true } },
      linestring: {
        feature: {
          // The ends are the nodes': they stay where they are.
          validation: ({ geometry }: GeoJSONStoreFeatures) => ({
            valid:
              geometry.type === "LineString" &&
              isAt(geometry.coordinates[0], first) &&
              isAt(geometry.coordinates[geometry.coordinates.length - 1], last),
          }),
          coordinates: { draggable: true, midpoints: { draggable: true }, deletable: true },
        },
      },
    },
    styles: {
      selectedLineStringColor: colour,
      selectedLineStringWidth: 4,
      selectedPointColor: "#ffffff",
      selectedPointOutlineColor: colour,
      selectedPointWidth: 8,
      selectedPointOutlineWidth: 3,
      selectionPointColor: "#ffffff",
      selectionPointOutlineColor: colour,
      selectionPointWidth: 6,
      selectionPointOutlineWidth: 2,
      midPointColor: colour,
      midPointOpacity: 0.6,
      midPointWidth: 4,
      midPointOutlineColor: "#ffffff",
      midPointOutlineWidth: 1,
    },
  });
}

function pointMode(): TerraDrawPointMode {
  return new TerraDrawPointMode({
    styles: { pointColor: "#ffffff", pointOutlineColor: colour, pointWidth: 8, pointOutlineWidth: 3 },
  });
}

function lineMode(): TerraDrawLineStringMode {
  return new TerraDrawLineStringMode({ styles: { lineStringColor: colour, lineStringWidth: 4 } });
}

/** To a tenth of a millimetre: Terra Draw takes no more digits. */
function rounded([lon, lat]: Position): [number, number] {
  return [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9];
}

function isAt(one: number[] | undefined, two: Position | undefined): boolean {
  const [lon = NaN, lat = NaN] = one ?? [];
  return two !== undefined && Math.abs(lon - two[0]) < 1e-8 && Math.abs(lat - two[1]) < 1e-8;
}

function positions(coordinates: readonly number[][]): Position[] {
  return coordinates.map(([lon = 0, lat = 0]): Position => [lon, lat]);
}
