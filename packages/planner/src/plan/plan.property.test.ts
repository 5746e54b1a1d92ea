import { corridorClasses } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings, plan } from "../index.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, type Road, village } from "../testing/sketch.ts";

/** Streets of a crooked town: a grid of crossings 500 m apart, of which a random part is built, on sloping ground with a river. */
const town = fc.record({
  streets: fc.array(
    fc.record({
      column: fc.nat({ max: 4 }),
      row: fc.nat({ max: 4 }),
      east: fc.boolean(),
      bendM: fc.integer({ min: -150, max: 150 }),
      class: fc.constantFrom(...corridorClasses.filter((name) => name !== "offroad")),
      flags: fc.nat({ max: 3 }),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  villages: fc.array(fc.tuple(fc.integer({ min: -3000, max: 6000 }), fc.integer({ min: -3000, max: 6000 })), {
    minLength: 1,
    maxLength: 12,
  }),
  /** Villages repeated on top of others, or of nodes. */
  copies: fc.array(fc.nat(), { maxLength: 3 }),
  nodes: fc.array(fc.tuple(fc.nat({ max: 2500 }), fc.nat({ max: 2500 })), { minLength: 1, maxLength: 3 }),
  steepness: fc.nat({ max: 60 }),
  effort: fc.constantFrom("instant" as const, "standard" as const),
  offroadLimitM: fc.constantFrom(0, 0, 150, 700),
});

/** A village whose feet on two streets, and a node's, fall within a hand's breadth of each other. */
const feetAnInchApart = {
  streets: [
    { column: 0, row: 0, east: false, bendM: 92, class: "track" as const, flags: 0 },
    { column: 0, row: 0, east: false, bendM: 0, class: "motorway" as const, flags: 0 },
  ],
  villages: [[-10, 10] as [number, number], [0, 0] as [number, number]],
  copies: [],
  nodes: [[9, 3] as [number, number]],
  steepness: 0,
  effort: "instant" as const,
  offroadLimitM: 0 as const,
};

test("every plan of a random town keeps its promises, and says the same twice", () => {
  fc.assert(
    fc.property(town, (drawn) => {
      const roads = drawn.streets.map(({ column, row, east, bendM, ...kind }): Road => {
        const [x, y] = [column * 500, row * 500];
        const middle = east ? at(x + 250, y + bendM) : at(x + bendM, y + 250);
        return { points: [at(x, y), middle, east ? at(x + 500, y) : at(x, y + 500)], ...kind };
      });
      const nodes = drawn.nodes.map(([x, y], i) => headend(`N${9 - i}`, at(x, y)));
      const places = [...drawn.villages.map(([x, y]) => at(x, y)), ...nodes.map((node) => node.position)];
      const villages = [
        ...places.slice(0, drawn.villages.length),
        ...drawn.copies.map((i) => places[i % places.length]),
      ];
      const input = planInput({
        corridors: corridorsOf(roads, [{ kind: "river", points: [at(-4000, 900), at(1200, 1100), at(4000, 700)] }]),
        nodes,
        villages: villages.map((position, i) => village(`V${i}`, position)),
        settings: { ...defaultSettings, effort: drawn.effort, offroadLimitM: drawn.offroadLimitM },
        elevation: { heightM: (lon, lat) => drawn.steepness * Math.sin(lon * 9000) * Math.cos(lat * 7000) },
      });
      const answer = plan(input);
      expect(JSON.stringify(plan(input))).toBe(JSON.stringify(answer));
      if (answer.ok) expectToHold(answer.proposal);
      else expect(["NO_CORRIDORS", "ROOT_TOO_FAR"]).toContain(answer.issues[0].code);
    }),
    { numRuns: 200, examples: [[feetAnInchApart]] },
  );
});
