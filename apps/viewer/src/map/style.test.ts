import { areaKinds } from "@cuntong/network";
import { createExpression, featureFilter, validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { expect, test } from "vitest";
import { withBasemapStyle } from "./basemap-style.ts";
import { palette } from "./palette.ts";
import { legendGroups, type Scene } from "./scene.ts";
import { buildStyle, tileUrl, villageHitLayers } from "./style.ts";

const bare: Scene = {
  origin: "http://localhost:8080",
  projectId: null,
  ...{
    edition: 0,
    planId: null,
    countyCode: null,
    labels: [],
    areas: [],
    gaps: [],
    leftOut: [],
    village: null,
    path: [],
    polygon: null,
  },
  ...{
    span: null,
    overlay: null,
    room: "plan",
    plantTick: 0,
    object: null,
    design: [],
    trace: null,
    fault: null,
    sketch: null,
    way: null,
    subject: null,
    past: null,
    locks: [],
    must: [],
    forbid: [],
    pen: null,
    hidden: new Set(),
    basemap: null,
    flight: null,
    language: "en",
  },
};
const planned: Scene = {
  ...bare,
  projectId: "guangxi",
  planId: "0191d2b0-5e6f-7c3a-8b1d-1f2e3d4c5b6a",
  labels: [{ code: "451224", name: "东兰县", position: [107.4, 24.5] }],
  areas: areaKinds.map((kind) => ({
    id: kind,
    name: kind,
    kind,
    shape: [
      [
        [
          [107, 24],
          [108, 24],
          [108, 25],
          [107, 24],
        ],
      ],
    ],
  })),
  gaps: [{ code: "v9", name: "弄山", position: [107.1, 24.1], nearest: [107.2, 24.2] }],
  leftOut: [{ code: "v8", name: "弄平", position: [107.5, 24.2] }],
  village: { code: "v1", position: [107.3, 24.3] },
  path: [
    {
      id: "s1",
      support: "aerial",
      line: [
        [107.3, 24.3],
        [107.4, 24.4],
      ],
    },
  ],
  span: {
    id: "s2",
    support: "aerial",
    line: [
      [107.4, 24.4],
      [107.5, 24.4],
    ],
  },
  overlay: {
    kind: "compare",
    own: [
      [
        [107.4, 24.4],
        [107.5, 24.4],
      ],
    ],
    other: [
      [
        [107.4, 24.4],
        [107.4, 24.5],
      ],
    ],
  },
  locks: (["use", "avoid"] as const).map((kind) => ({
    id: kind,
    kind,
    line: [
      [107.4, 24.4],
      [107.5, 24.4],
    ],
  })),
  must: ["v1"],
  forbid: ["v8"],
  polygon: [
    [107, 24],
    [108, 24],
    [108, 25],
  ],
};

test.each([
  ["nothing open", bare],
  ["a project", { ...planned, planId: null }],
  ["a plan", planned],
  ["a plan seen in one county", { ...planned, countyCode: "451224" }],
  ["everything hidden", { ...planned, hidden: new Set(legendGroups) }],
  ["a raster basemap", { ...planned, basemap: { kind: "raster", url: "http://x/{z}/{x}/{y}.png", credit: "© X" } }],
] satisfies [string, Scene][])("the style of %s keeps the style specification", (_, scene) => {
  expect(validateStyleMin(buildStyle(scene))).toEqual([]);
});

test("labels need no glyphs from anywhere", () => {
  expect(buildStyle(planned).glyphs).toBeUndefined();
});

test("every address of a scene is on its own server", () => {
  const addresses = Object.values(buildStyle(planned).sources).flatMap((source) =>
    "tiles" in source ? (source.tiles ?? []) : [],
  );
  expect(addresses).toHaveLength(7);
  expect(addresses.filter((address) => !address.startsWith("http://localhost:8080/tiles/"))).toEqual([]);
});

test("a proposal is dashed close by, in no colour of the existing plant, and only there with a plan", () => {
  const layer = (scene: Scene) => buildStyle(scene).layers.find(({ id }) => id === "proposal-line");
  expect(layer({ ...planned, planId: null })).toBeUndefined();
  const paint = JSON.stringify(layer(planned));
  const plant = JSON.stringify(buildStyle(planned).layers.find(({ id }) => id === "span-aerial"));
  expect(paint).toContain("line-dasharray");
  const colours = (text: string) => new Set(text.match(/#[0-9a-f]{6}/g));
  expect([...colours(paint)].filter((colour) => colours(plant).has(colour))).toEqual([]);
});

test("unconnected villages have a layer of their own, over the others", () => {
  const { layers } = buildStyle(planned);
  const order = layers.map(({ id }) => id);
  expect(order.indexOf("village-unconnected")).toBeGreaterThan(order.indexOf("village-served"));
  const filter = layers.find(({ id }) => id === "village-unconnected");
  const keeps = featureFilter(filter && "filter" in filter ? filter.filter : undefined, "layers[0].filter").filter;
  const village = (status: string) => keeps({ zoom: 9 }, { type: "Point", properties: { status }, geometry: [] });
  expect([village("unconnected"), village("connected")]).toEqual([true, false]);
});

test("a county filter keeps the villages of that county only", () => {
  const { layers } = buildStyle({ ...planned, countyCode: "451224" });
  const filter = layers.find(({ id }) => id === "village-unconnected");
  const keeps = featureFilter(filter && "filter" in filter ? filter.filter : undefined, "layers[0].filter").filter;
  const village = (county: string) =>
    keeps({ zoom: 9 }, { type: "Point", properties: { status: "unconnected", county }, geometry: [] });
  expect([village("451224"), village("451225")]).toEqual([true, false]);
});

test("every county code has one of the land's tones, digits or not", () => {
  const fill = buildStyle(planned).layers.find(({ id }) => id === "county-fill");
  const value: unknown = fill?.type === "fill" ? fill.paint?.["fill-color"] : undefined;
  const made = createExpression(value, "layers[0].paint.fill-color");
  if (made.result === "error") throw new Error(JSON.stringify(made.value));
  const tones = ["451224", "450102", "AD-07", "7"].map((code) =>
    String(made.value.evaluate({ zoom: 8 }, { type: "Polygon", properties: { code }, geometry: [] })),
  );
  expect(tones.filter((tone) => !palette.land.some((known) => known === tone))).toEqual([]);
});

test("villages are drawn by how they are held in place of by status, and each grade can be hidden", () => {
  const drawing = { candidates: [], doubt: [], at: null, weak: [], built: [], lost: [], degraded: [], ways: null };
  const fault = { ...drawing, grades: "/api/redundancy/village-map?projectId=p#7" };
  const shown = (scene: Scene) =>
    buildStyle(scene)
      .layers.filter(({ id, layout }) => /^village-(?!.*label)/.test(id) && layout?.visibility !== "none")
      .map(({ id }) => id);
  expect(shown({ ...planned, fault: null })).toEqual(["village-served", "village-unconnected", "village-chosen"]);
  expect(shown({ ...planned, fault, hidden: new Set(["grade-dualHomed", "grade-twoDisjoint"]) })).toEqual([
    ...["village-grade-sharedRisk", "village-grade-onePath", "village-grade-none", "village-chosen"],
  ]);
  const { grades } = buildStyle({ ...planned, fault }).sources;
  expect(grades).toMatchObject({ data: "http://localhost:8080/api/redundancy/village-map?projectId=p#7" });
  expect(validateStyleMin(buildStyle({ ...planned, fault, countyCode: "451224" }))).toEqual([]);
});

test("what is hidden in the legend is hidden on the map, and its layer stays", () => {
  const shown = (hidden: Scene["hidden"]) =>
    buildStyle({ ...planned, hidden })
      .layers.filter(({ layout }) => layout?.visibility !== "none")
      .map(({ id }) => id);
  expect(buildStyle({ ...planned, hidden: new Set(["rivers"]) }).layers).toHaveLength(
    buildStyle(planned).layers.length,
  );
  const lost = shown(new Set()).filter((id) => !shown(new Set(["rivers"])).includes(id));
  expect(lost).toEqual(["river", "river-label"]);
});

test("layers that answer a click are layers of the style", () => {
  const ids = buildStyle(planned).layers.map(({ id }) => id);
  expect(villageHitLayers.filter((id) => !ids.includes(id))).toEqual([]);
});

test("new data ask for tiles again, and the tile's own numbers stay open", () => {
  expect(tileUrl("http://h", "/tiles/{projectId}/{z}/{x}/{y}.mvt", { projectId: "a b" })).toBe(
    "http://h/tiles/a%20b/{z}/{x}/{y}.mvt",
  );
  expect(JSON.stringify(buildStyle({ ...planned, edition: 2 }).sources.villages)).toContain("?edition=2");
});

test("somebody's style lies under ours with names of its own; what is no style is left out", () => {
  const ours = buildStyle(planned);
  const theirs = {
    version: 8,
    sources: { villages: { type: "vector", url: "http://x" } },
    layers: [{ id: "river", type: "line", source: "villages", "source-layer": "w" }],
  };
  const both = withBasemapStyle(ours, theirs);
  expect(both.layers.slice(0, 2).map(({ id }) => id)).toEqual(["paper", "basemap-river"]);
  expect(both.sources.villages).toBe(ours.sources.villages);
  expect(withBasemapStyle(ours, { nonsense: true })).toBe(ours);
});
