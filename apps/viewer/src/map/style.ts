import { type Area, getPlanTile, getTile, type TileLayer, tileLayers } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import { redundancyGrades } from "@cuntong/network";
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { areaLayers } from "./layers/areas.ts";
import { attentionLayers, pathLayers } from "./layers/attention.ts";
import { designLayers } from "./layers/design.ts";
import { darkVillageLayers, faultLayers, weakLayers } from "./layers/fault.ts";
import { gradeLayerOf, gradeLayers } from "./layers/grades.ts";
import { corridorLayers, countyLabelLayers, landLayers, riverLayers } from "./layers/land.ts";
import { lockLayers, lockVillageLayers } from "./layers/locks.ts";
import { overlayLayers } from "./layers/overlay.ts";
import { nodeLayers, objectLayers, sketchLayers, spanLayers } from "./layers/plant.ts";
import { gapLayers, leftOutLayers, proposalLayers, proposedVillageLayers } from "./layers/proposal.ts";
import { traceLayers } from "./layers/trace.ts";
import { villageLabelLayers, villageLayers } from "./layers/villages.ts";
import { shownIf } from "./layers/visibility.ts";
import { wayLayers } from "./layers/ways.ts";
import { palette } from "./palette.ts";
import type { Scene } from "./scene.ts";

type Features = Extract<SourceSpecification, { type: "geojson" }>["data"];

/**
 * The whole style of a scene. MapLibre applies the difference between two of them, so that a filter or a colour that changes is all
 * that changes. No `glyphs`: labels are drawn from the machine's own fonts.
 */
export function buildStyle(scene: Scene): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...basemapSource(scene),
      ...projectSources(scene),
      ...planSource(scene),
      "county-labels": geojson(countyPoints(scene)),
      areas: geojson(collection(scene.areas.map(areaFeature))),
      gaps: geojson(gapFeatures(scene)),
      "left-out": geojson(
        collection(scene.leftOut.map(({ code, name, position }) => feature("Point", position, { code, name }))),
      ),
      path: geojson(
        collection(scene.path.map(({ id, line, support }) => feature("LineString", line, { id, support }))),
      ),
      span: geojson(collection(scene.span ? [feature("LineString", scene.span.line, { id: scene.span.id })] : [])),
      overlay: geojson(collection(overlayFeatures(scene))),
      locks: geojson(collection(scene.locks.map(({ id, kind, line }) => feature("LineString", line, { id, kind })))),
      chosen: geojson(collection(scene.village ? [feature("Point", scene.village.position, {})] : [])),
      object: geojson(collection(objectFeatures(scene))),
      ...pastSources(scene),
      design: geojson(collection(designFeatures(scene))),
      trace: geojson(collection(traceFeatures(scene))),
      fault: geojson(collection(faultFeatures(scene))),
      ways: geojson(collection(wayFeatures(scene))),
      // Cut up to zoom 12 alone: two metres are near enough for a sign.
      grades: { type: "geojson", data: gradeData(scene), maxzoom: 12 },
      sketch: geojson(collection(sketchFeatures(scene))),
      polygon: geojson(collection(scene.polygon ? [polygonFeature(scene.polygon)] : [])),
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": palette.paper } },
      ...basemapLayers(scene),
      ...(scene.projectId === null ? [] : projectLayers(scene)),
      ...attentionLayers(),
    ],
  };
}

/** Layers that answer a click with a village. */
export const villageHitLayers = [
  ...redundancyGrades.map(gradeLayerOf),
  "gap-village",
  "left-out-village",
  "proposed-village",
  "village-unconnected",
  "village-served",
] as const;

/** Layers that answer a click with a span of the proposal, where no village is. */
export const spanHitLayers = ["proposal-line"] as const;

/** Layers that answer a click in the plant's room: a node, else a span. */
export const plantHitLayers = {
  nodes: ["node-site", "node-small"],
  spans: ["span-planned", "span-aerial", "span-duct", "span-buried"],
} as const;

/** Layers of what the open design makes: a way for a cable can be led over it too. */
export const designHitLayers = { nodes: ["design-point"], spans: ["design-line"] } as const;

function projectLayers(scene: Scene): LayerSpecification[] {
  const planned = scene.planId !== null;
  return [
    ...landLayers(scene),
    ...areaLayers(scene),
    ...riverLayers(scene),
    ...corridorLayers(scene),
    ...objectLayers(),
    ...spanLayers(scene),
    ...(planned ? proposalLayers(scene) : []),
    ...lockLayers(),
    ...pathLayers(),
    ...overlayLayers(),
    ...nodeLayers(scene),
    ...villageLayers(scene),
    ...(planned ? proposedVillageLayers(scene) : []),
    ...lockVillageLayers(scene),
    ...leftOutLayers(scene),
    ...gapLayers(scene),
    ...designLayers(),
    ...traceLayers(),
    ...weakLayers(),
    ...wayLayers(),
    ...gradeLayers(scene),
    ...darkVillageLayers(scene),
    ...faultLayers(),
    ...villageLabelLayers(scene),
    ...countyLabelLayers(scene),
    ...sketchLayers(),
  ];
}

/** Layers of tiles that change with the plant. */
const plantTiles: readonly TileLayer[] = ["nodes", "spans", "villages"];

function projectSources({ origin, projectId, edition, plantTick }: Scene): Record<string, SourceSpecification> {
  if (projectId === null) return {};
  const asked = (layer: TileLayer) => edition + (plantTiles.includes(layer) ? plantTick : 0);
  const source = (layer: TileLayer): SourceSpecification => ({
    type: "vector",
    tiles: [tileUrl(origin, getTile.path, { projectId, layer }) + (asked(layer) > 0 ? `?edition=${asked(layer)}` : "")],
    minzoom: 4,
    maxzoom: 14,
    ...(layer === "villages" ? { promoteId: { villages: "code" } } : {}),
  });
  return Object.fromEntries(tileLayers.map((layer) => [layer, source(layer)]));
}

function planSource({ origin, projectId, planId }: Scene): Record<string, SourceSpecification> {
  if (projectId === null || planId === null) return {};
  const tiles = [tileUrl(origin, getPlanTile.path, { planId })];
  const promoteId = { proposedSpans: "id", proposedVillages: "code" };
  return { proposal: { type: "vector", tiles, minzoom: 4, maxzoom: 14, promoteId } };
}

function basemapSource({ basemap }: Scene): Record<string, SourceSpecification> {
  if (basemap?.kind !== "raster") return {};
  return { basemap: { type: "raster", tiles: [basemap.url], tileSize: 256, attribution: basemap.credit } };
}

function basemapLayers(scene: Scene): LayerSpecification[] {
  if (scene.basemap?.kind !== "raster") return [];
  const layout = shownIf(!scene.hidden.has("basemap"));
  return [{ id: "basemap", type: "raster", source: "basemap", paint: { "raster-saturation": -0.35 }, layout }];
}

/** A contract path with everything but the tile's own numbers filled in. */
export function tileUrl(origin: string, path: string, values: Readonly<Record<string, string>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (hole, name: string) =>
    values[name] ? encodeURIComponent(values[name]) : hole,
  );
  return origin + filled;
}

function overlayFeatures({ overlay }: Scene): Feature[] {
  if (!overlay) return [];
  const { kind, other, own } = overlay;
  return [
    ...own.map((line) => feature("LineString", line, { side: "own", kind })),
    ...other.map((line) => feature("LineString", line, { side: "other", kind })),
  ];
}

function objectFeatures({ object }: Scene): Feature[] {
  if (!object) return [];
  return [
    ...object.lines.map((line) => feature("LineString", line, {})),
    ...object.points.map((at) => feature("Point", at, {})),
  ];
}

/** Spans and nodes of the past with the properties that tiles give those of now. */
function pastSources({ past }: Scene): Record<string, SourceSpecification> {
  if (!past) return {};
  const spans = past.spans.map(({ id, support, status, line }) => feature("LineString", line, { id, support, status }));
  const nodes = past.nodes.map(({ id, kind, status, name, position }) =>
    feature("Point", position, { id, kind, status, ...(name !== undefined && { name }) }),
  );
  return { "past-spans": geojson(collection(spans)), "past-nodes": geojson(collection(nodes)) };
}

function designFeatures({ design }: Scene): Feature[] {
  return design.flatMap(({ object: { table, id }, kind, line, at }) => [
    ...(line ? [feature("LineString", line, { kind, table, id })] : []),
    ...(at ? [feature("Point", at, { kind, table, id })] : []),
  ]);
}

function traceFeatures({ trace }: Scene): Feature[] {
  if (!trace) return [];
  const { lines, ends, start, looked } = trace;
  return [
    ...lines.map(({ line, isOn }) => feature("LineString", line, { part: isOn ? "on" : "branch" })),
    ...looked.lines.map((line) => feature("LineString", line, { part: "looked" })),
    ...looked.points.map((at) => feature("Point", at, { part: "lookedPoint" })),
    ...ends.map(({ at, reason, text }) => feature("Point", at, { part: reason === "port" ? "port" : "gap", text })),
    ...(start ? [feature("Point", start, { part: "start" })] : []),
  ];
}

function faultFeatures({ fault }: Scene): Feature[] {
  if (!fault) return [];
  const placed = fault.candidates.map(({ line, isChosen, rank }) => {
    const [first] = line;
    const told = { part: "candidate", chosen: isChosen ? "yes" : "no", rank: String(rank) };
    return line.length > 1 ? feature("LineString", line, told) : feature("Point", first ?? [0, 0], told);
  });
  const weak = fault.weak.map(({ line, villages, isChosen }) => {
    const told = { part: isChosen ? "weakChosen" : "weak", villages };
    return line.length > 1 ? feature("LineString", line, told) : feature("Point", line[0] ?? [0, 0], told);
  });
  return [
    ...weak,
    ...fault.built.map((line) => feature("LineString", line, { part: "built" })),
    ...placed.reverse(),
    ...(fault.doubt.length > 1 ? [feature("LineString", fault.doubt, { part: "doubt" })] : []),
    ...(fault.at ? [feature("Point", fault.at, { part: "at" })] : []),
  ];
}

function wayFeatures({ fault }: Scene): Feature[] {
  if (!fault?.ways) return [];
  const { nodes, ...lines } = fault.ways;
  return [
    ...Object.entries(lines).flatMap(([part, all]) => all.map((line) => feature("LineString", line, { part }))),
    ...nodes.map((at) => feature("Point", at, { part: "node" })),
  ];
}

/** By its address alone: the map's worker fetches what may be a whole province's villages, and no new scene copies them. */
function gradeData({ origin, fault }: Scene): Features {
  return fault?.grades ? origin + fault.grades : collection([]);
}

function sketchFeatures({ sketch, way }: Scene): Feature[] {
  if (way)
    return [
      ...way.lines.map((line) => feature("LineString", line, {})),
      ...way.stops.map((at) => feature("Point", at, {})),
      ...(way.end ? [feature("Point", way.end.at, { text: way.end.text })] : []),
    ];
  if (!sketch) return [];
  const [first] = sketch.line;
  if (sketch.task === "span" || sketch.task === "reshape") return [feature("LineString", sketch.line, {})];
  return first ? [feature("Point", first, {})] : [];
}

function areaFeature({ id, kind, name, shape }: Area): Feature {
  const coordinates = shape.map((polygon) => polygon.map((ring) => ring.map((point) => [...point])));
  return { type: "Feature", properties: { id, kind, name }, geometry: { type: "MultiPolygon", coordinates } };
}

function countyPoints({ labels }: Scene): Features {
  return collection(labels.map(({ code, name, position }) => feature("Point", position, { code, name })));
}

function gapFeatures({ gaps }: Scene): Features {
  return collection(
    gaps.flatMap(({ code, name, position, nearest }) => [
      feature("LineString", [position, nearest], { code }),
      feature("Point", position, { code, name }),
    ]),
  );
}

type Collection = Extract<Exclude<Features, string>, { type: "FeatureCollection" }>;
type Feature = Collection["features"][number];

function geojson(data: Features): SourceSpecification {
  return { type: "geojson", data };
}

function collection(features: Feature[]): Collection {
  return { type: "FeatureCollection", features };
}

function feature(
  ...[type, shape, properties]:
    | ["Point", Position, Record<string, string | number>]
    | ["LineString", readonly Position[], Record<string, string | number>]
): Feature {
  if (type === "Point") return { type: "Feature", properties, geometry: { type, coordinates: [...shape] } };
  return { type: "Feature", properties, geometry: { type, coordinates: shape.map((point) => [...point]) } };
}

function polygonFeature(ring: readonly Position[]): Feature {
  const coordinates = [[...ring, ...ring.slice(0, 1)].map((point) => [...point])];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } };
}
