import { type Corridors, CorridorsBuilder, corridorClasses, crossingKinds, emptyCorridors } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import { classRank } from "./class-rank.ts";
import { CorridorFileError, openCorridorFile } from "./open-corridor-file.ts";
import { writeCorridors } from "./write-corridors.ts";

const degree = fc.double({ min: -50, max: 50, noNaN: true });
const position = fc.tuple(degree, degree);
const line = fc.array(position, { minLength: 2, maxLength: 5 });

const someCorridors = fc
  .record({
    edges: fc.array(fc.tuple(line, fc.nat({ max: corridorClasses.length - 1 }), fc.nat({ max: 7 }))),
    barriers: fc.array(fc.tuple(line, fc.constantFrom(...crossingKinds))),
  })
  .map(({ edges, barriers }) => {
    const builder = new CorridorsBuilder();
    for (const [i, [points, classIndex, flags]] of edges.entries()) {
      const [from, to] = [points[0]!, points.at(-1)!].map(([lon, lat]) => builder.addVertex(lon, lat)) as [
        number,
        number,
      ];
      const inner = points.slice(1, -1);
      builder.addEdge(
        from,
        to,
        classIndex,
        flags,
        i + 2 ** 40,
        inner.map(([lon]) => lon),
        inner.map(([, lat]) => lat),
      );
    }
    for (const [points, kind] of barriers)
      builder.addBarrier(
        kind,
        points.map(([lon]) => lon),
        points.map(([, lat]) => lat),
      );
    return builder.build();
  });

/** Edges that meet an extent, by looking at every one. */
function slowEdgesIn(corridors: Corridors, [west, south, east, north]: readonly number[], minRank: number): number[] {
  const all = Array.from(corridors.edgeFrom.keys());
  return all.filter((e) => {
    const inner = [corridors.shapeStart[e]!, corridors.shapeStart[e + 1]!] as const;
    const ends = [corridors.edgeFrom[e]!, corridors.edgeTo[e]!];
    const lon = [...ends.map((v) => corridors.vertexLon[v]!), ...corridors.shapeLon.subarray(...inner)];
    const lat = [...ends.map((v) => corridors.vertexLat[v]!), ...corridors.shapeLat.subarray(...inner)];
    const meets =
      Math.min(...lon) <= east! &&
      Math.max(...lon) >= west! &&
      Math.min(...lat) <= north! &&
      Math.max(...lat) >= south!;
    return meets && classRank[corridorClasses[corridors.edgeClass[e]!]!] >= minRank;
  });
}

test("opening gives back what was written, and finds the edges that a full scan finds", () => {
  fc.assert(
    fc.property(someCorridors, position, position, fc.nat({ max: 7 }), (corridors, [x1, y1], [x2, y2], minRank) => {
      const file = openCorridorFile(writeCorridors(corridors));
      expect(file.corridors).toEqual(corridors);
      const extent = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const;
      expect([...file.edgesIn(extent, minRank)]).toEqual(slowEdgesIn(corridors, extent, minRank));
      expect(file.barriersIn([-50, -50, 50, 50]).length).toBe(corridors.barriers.kind.length);
    }),
  );
});

function threeRoads(): Corridors {
  const builder = new CorridorsBuilder();
  for (const [i, name] of (["motorway", "track", "primary"] as const).entries())
    builder.addEdge(builder.addVertex(i, 0), builder.addVertex(i, 1), corridorClasses.indexOf(name));
  return builder.build();
}

test("a small-scale question gets the main roads only", () => {
  const file = openCorridorFile(writeCorridors(threeRoads()));
  expect([...file.edgesIn([-1, -1, 9, 9])]).toEqual([0, 1, 2]);
  expect([...file.edgesIn([-1, -1, 9, 9], 5)]).toEqual([0, 2]);
  expect(file.extent).toEqual([0, 0, 2, 1]);
});

test("the arrays lie on the file's bytes, wherever those start", () => {
  const bytes = writeCorridors(threeRoads());
  expect(openCorridorFile(bytes).corridors.vertexLon.buffer).toBe(bytes.buffer);
  for (const shift of [1, 4, 8]) {
    const shifted = new Uint8Array(bytes.length + shift);
    shifted.set(bytes, shift);
    expect(openCorridorFile(shifted.subarray(shift)).corridors).toEqual(threeRoads());
  }
});

test("corridors without edges can be kept too", () => {
  const file = openCorridorFile(writeCorridors(emptyCorridors()));
  expect(file.corridors).toEqual(emptyCorridors());
  expect(file.extent).toBeUndefined();
  expect(file.edgesIn([0, 0, 1, 1]).length).toBe(0);
});

function codeOf(bytes: Uint8Array): string | undefined {
  try {
    openCorridorFile(bytes);
    return undefined;
  } catch (error) {
    return error instanceof CorridorFileError ? error.code : `not ours: ${error}`;
  }
}

test("a foreign file, another version and any changed or missing byte are refused", () => {
  const bytes = writeCorridors(threeRoads());
  expect(codeOf(new Uint8Array())).toBe("CORRIDOR_FILE_FOREIGN");
  expect(codeOf(new TextEncoder().encode("x".repeat(200)))).toBe("CORRIDOR_FILE_FOREIGN");
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at]! ^= 0x10;
    expect(codeOf(changed)).toMatch(/^CORRIDOR_FILE_(FOREIGN|VERSION|DAMAGED)$/);
    expect(codeOf(bytes.slice(0, at))).toMatch(/^CORRIDOR_FILE_(FOREIGN|DAMAGED)$/);
  }
});
