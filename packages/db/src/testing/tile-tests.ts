import { createHash } from "node:crypto";
import type { SpanId } from "@cuntong/network";
import { expect, test } from "vitest";
import type { Store } from "../store.ts";
import type { TileRequest } from "../tiles.ts";
import { readTile } from "./read-tile.ts";
import { chainPlant, gridVillages, squareCounty } from "./sample.ts";
import { rowProposal } from "./sample-proposal.ts";

const author = { by: "tester" };
/** The tile of each zoom that holds 108.5 E, 23.5 N. */
const middle = (z: number) => {
  const y = (1 - Math.asinh(Math.tan((23.5 * Math.PI) / 180)) / Math.PI) / 2;
  return { z, x: Math.floor((108.5 / 360 + 0.5) * 2 ** z), y: Math.floor(y * 2 ** z) };
};

/** What tiles must be on every engine. */
export function tileTests(theStore: () => Store): void {
  const drawnProject = async (id: string) => {
    const store = theStore();
    await store.projects.create({ id, name: "Drawn" }, author);
    await store.landscape.putCounties(id, [squareCounty("450103", "青秀区", 108, 23)], author);
    await store.landscape.putRivers(
      id,
      [
        {
          name: "邕江",
          lines: [
            [
              [108, 23.2],
              [108.5, 23.5],
              [109, 23.8],
            ],
          ],
        },
      ],
      author,
    );
    await store.villages.put(id, gridVillages(2_000), author);
    await store.plant.put(id, chainPlant(500), author);
  };

  test("tiles show what is there, generalised by zoom, as layers that a reader understands", async () => {
    const store = theStore();
    await drawnProject("drawn");
    const layer = async (request: TileRequest) => readTile((await store.tiles.tile(request)).bytes);
    const of = (name: Exclude<TileRequest["layer"], "proposal">, z: number) =>
      layer({ layer: name, projectId: "drawn", ...middle(z) });
    expect((await of("counties", 10)).counties![0]).toMatchObject({
      type: "polygon",
      properties: { code: "450103", name: "青秀区" },
    });
    expect((await of("rivers", 10)).rivers).toHaveLength(1);
    expect((await of("spans", 6)).spans).toMatchObject([
      { type: "line", properties: { support: "aerial", status: "operational" } },
    ]);
    expect((await of("spans", 12)).spans!.map(({ properties }) => properties.id)).toContain("S000250");
    expect((await of("nodes", 6)).nodes).toMatchObject([{ properties: { kind: "headend" } }]);
    expect((await of("nodes", 12)).nodes!.length).toBeGreaterThan(20);
    const near = (await of("villages", 12)).villages!;
    expect(near.length).toBeGreaterThan(5);
    expect(
      near.every(({ id, properties }) => Number.isInteger(id) && String(properties.code).startsWith("450103")),
    ).toBe(true);
  });

  test("at low zooms villages are counted, and the counts of all tiles add up to the villages", async () => {
    const store = theStore();
    const [z, size] = [7, 128];
    let total = 0;
    const { x, y } = middle(z);
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const { bytes } = await store.tiles.tile({
          layer: "villages",
          projectId: "drawn",
          z,
          x: (x + dx) % size,
          y: y + dy,
        });
        for (const { properties } of readTile(bytes).villages ?? []) total += Number(properties.count);
      }
    }
    expect(total).toBe(2_000);
  });

  test("a point falls on its place in the tile", async () => {
    const store = theStore();
    await store.projects.create({ id: "placed", name: "Placed" }, author);
    await store.villages.put("placed", [{ ...gridVillages(1)[0]!, position: [108.5, 23.5] }], author);
    const z = 14;
    const tile = middle(z);
    const { bytes } = await store.tiles.tile({ layer: "villages", projectId: "placed", ...tile });
    const [[px, py]] = readTile(bytes).villages![0]!.parts as [[number, number]];
    const lon = ((tile.x + px / 4_096) / 2 ** z) * 360 - 180;
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (tile.y + py / 4_096)) / 2 ** z))) * 180) / Math.PI;
    expect(Math.hypot(lon - 108.5, lat - 23.5)).toBeLessThan(360 / 2 ** z / 4_096);
  });

  test("the ETag of a layer moves with its own changes only", async () => {
    const store = theStore();
    const revisionOf = async (layer: "villages" | "spans") =>
      (await store.tiles.layerRevision({ layer, projectId: "placed" })).layerRevision;
    const before = await revisionOf("villages");
    await store.plant.put("placed", chainPlant(3), author);
    expect(await revisionOf("villages")).toBe(before);
    expect(await revisionOf("spans")).toBe(await store.revision());
  });

  test("a proposal's tile holds its spans, nodes and villages; the unreachable are seen from afar", async () => {
    const store = theStore();
    const id = "plan-drawn";
    const drawn = rowProposal(30);
    const spans = drawn.spans.map((span) => (span.id === "X9" ? { ...span, reuses: "S1" as SpanId } : span));
    const proposal = { ...drawn, spans };
    await store.plans.create({ id, projectId: "drawn", request: {} }, author);
    await store.plans.start(id);
    await store.plans.finish(id, { proposal, issues: [], computedOn: 0 }, author);
    const far = readTile((await store.tiles.tile({ layer: "proposal", planId: id, ...middle(6) })).bytes);
    expect(far.proposedVillages).toMatchObject([
      { properties: { state: "unreachable", code: "U000001", gapM: 1_234.5 } },
    ]);
    const near = { z: 12, x: Math.floor((108.11 / 360 + 0.5) * 4_096), y: middle(12).y };
    const { proposedSpans, proposedNodes, proposedVillages } = readTile(
      (await store.tiles.tile({ layer: "proposal", planId: id, ...near })).bytes,
    );
    expect(proposedSpans!.find(({ properties }) => properties.id === "X8")?.properties).toEqual({
      ...{
        id: "X8",
        corridorClass: "minor",
        lengthM: 102.4,
        costFen: 3_050_000_000,
        villagesBeyond: 23,
        support: "aerial",
      },
    });
    expect(proposedSpans!.filter(({ properties }) => properties.reused).map(({ properties }) => properties.id)).toEqual(
      ["X9"],
    );
    expect((await store.plans.span(id, "X9")).span?.reuses).toBe("S1");
    expect(proposedNodes!.length).toBeGreaterThan(10);
    expect(proposedVillages!.some(({ properties }) => properties.shareFen === 3_050_000_000)).toBe(true);
  });

  test("nothing there, or no such tile: no bytes", async () => {
    const store = theStore();
    const empty = async (request: TileRequest) => (await store.tiles.tile(request)).bytes.length;
    expect(await empty({ layer: "spans", projectId: "drawn", z: 12, x: 0, y: 0 })).toBe(0);
    expect(await empty({ layer: "spans", projectId: "drawn", z: 2, x: 4, y: 0 })).toBe(0);
    expect(await empty({ layer: "spans", projectId: "no-such", ...middle(8) })).toBe(0);
  });

  test("the same rows give the same bytes on every engine", async () => {
    const store = theStore();
    const hash = createHash("sha256");
    for (const layer of ["counties", "rivers", "spans", "nodes"] as const) {
      for (const z of [6, 8, 10, 12]) {
        const { bytes } = await store.tiles.tile({ layer, projectId: "drawn", ...middle(z) });
        const features = Object.values(readTile(bytes)).flat();
        hash.update(JSON.stringify(features.map(({ id: _, ...rest }) => rest)));
      }
    }
    expect(hash.digest("hex").slice(0, 16)).toMatchInlineSnapshot(`"7de999486b907b29"`);
  });
}
