import { lineLengthM, type Position } from "@cuntong/geo";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cable } from "../records/cable.ts";
import type { NodeId, SpanId } from "../records/ids.ts";
import type { PlantNode } from "../records/node.ts";
import type { Drop } from "../records/service.ts";
import type { Span } from "../records/span.ts";
import { Network } from "../snapshot/network.ts";
import { sketch } from "../testing/sketch.ts";
import type { Village } from "../village.ts";
import { type RedundancyOptions, redundancyOf } from "./redundancy.ts";
import type { Redundancy, RedundancyGrade } from "./redundancy-answer.ts";

const at = (x: number, y: number): Position => [108 + x * 0.01, 23 + y * 0.01];

const node = (id: string, kind: PlantNode["kind"], position: Position): PlantNode => ({
  ...{ id: id as NodeId, kind, position, status: "operational" },
});

function span(id: string, from: PlantNode, to: PlantNode, riskGroups: string[] = [], via: Position[] = []): Span {
  const line = [from.position, ...via, to.position];
  const ends = { from: from.id, to: to.id };
  const shape = { line, lengthM: lineLengthM(line), support: "aerial", status: "operational" } as const;
  return { id: id as SpanId, ...ends, ...shape, ...(riskGroups.length > 0 && { riskGroups }) };
}

const village = (code: string, position: Position, more: Partial<Village> = {}): Village => ({
  ...{ code: code as Village["code"], name: code, position, status: "connected", ...more },
});

function found(network: Network, options: RedundancyOptions = { parallelWithinM: 0 }): Redundancy {
  const answer = redundancyOf(network, options);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const all = ({ points }: Redundancy) => points.page(0, points.count);

const gradesOf = ({ villages }: Redundancy) =>
  Object.fromEntries(villages.map(({ code, grade, because }) => [code, because ? `${grade} ${because.id}` : grade]));

describe("a drawn plant", () => {
  test("each grade, with what keeps it down", () => {
    const [a, b] = [node("A", "headend", at(0, 0)), node("B", "headend", at(4, 0))];
    const [p, q, r, s] = [at(1, 1), at(2, 1), at(3, 1), at(2, -1)].map((place, i) => node("pqrs"[i]!, "site", place));
    const [v, w, x, y, z] = [at(1, 2), at(2, 2), at(0, -1), at(9, 9), at(3, 2)].map((place, i) =>
      node("VWXYZ"[i]!, "village", place),
    );
    const nodes = [a, b, p, q, r, s, v, w, x, y, z] as PlantNode[];
    const spans = [
      span("A-p", a, p!),
      span("p-q", p!, q!, ["river"]),
      span("q-r", q!, r!),
      span("r-B", r!, b),
      span("q-W", q!, w!, ["poles"]),
      span("p-W", p!, w!, ["poles"]),
      span("p-V", p!, v!),
      span("A-X", a, x!),
      span("X-s", x!, s!),
      span("s-A", s!, a),
      span("q-Z", q!, z!),
      span("r-Z", r!, z!),
    ];
    const people = { people: 100, countyCode: "451224" };
    const villages = [v!, w!, x!, y!, z!].map(({ id, position }) => village(id, position, id === "Y" ? {} : people));
    const answer = found(Network.of({ nodes, spans, villages }));
    expect(gradesOf(answer)).toEqual({
      V: "onePath p-V",
      W: "sharedRisk poles",
      X: "twoDisjoint A",
      Y: "none",
      Z: "dualHomed",
    });
    expect(all(answer).map(({ kind, id, villages, people }) => [kind, id, villages, people])).toEqual([
      ["span", "p-V", 1, 100],
      ["node", "p", 1, 100],
      ["headend", "A", 1, 100],
      ["named", "poles", 1, 100],
    ]);
    expect(
      answer.counties.map(({ countyCode, villages: counts }) => [countyCode, counts.none, counts.dualHomed]),
    ).toEqual([
      ["", 1, 0],
      ["451224", 0, 1],
    ]);
    expect(answer.villagesWithoutPeople).toBe(1);
    expect(all(answer).map((point) => answer.cutOff(point))).toEqual([["V"], ["V"], ["X"], ["W"]]);
  });

  test("two lines along one road are a shared risk though nobody named them, and a crossing is none", () => {
    const [a, v] = [node("A", "headend", at(0, 0)), node("V", "village", at(2, 0))];
    const offset = (m: number): Position[] => [at(0.1, m / 1107), at(1.9, m / 1107)];
    const villages = [village("V", v.position)];
    const spans = [span("north", a, v, [], offset(4)), span("south", a, v, [], offset(-4))];
    const near = found(Network.of({ nodes: [a, v], spans, villages }), {});
    expect([gradesOf(near), near.sharedRisks]).toEqual([{ V: "sharedRisk north + south" }, { named: 0, parallel: 1 }]);
    const far = [span("north", a, v, [], offset(40)), span("south", a, v, [], offset(-40))];
    expect(gradesOf(found(Network.of({ nodes: [a, v], spans: far, villages }), {}))).toEqual({ V: "twoDisjoint A" });
    const crossed = [
      span("1", a, v, [], [at(0.5, 0.5), at(1.5, -0.5)]),
      span("2", a, v, [], [at(0.5, -0.5), at(1.5, 0.5)]),
    ];
    expect(gradesOf(found(Network.of({ nodes: [a, v], spans: crossed, villages }), {}))).toEqual({
      V: "twoDisjoint A",
    });
  });

  test("a sketched plant's drops say where its villages are", () => {
    const { network } = sketch(`
      OLT1 ==24== SC1 ==12== SC2 --drop-- V2
                   |
                   +--drop-- V1
    `);
    const answer = found(network);
    expect(gradesOf(answer)).toEqual({ V1: "onePath SC1-V1", V2: "onePath SC2-V2" });
    const worst = answer.points.page(0, 3).map(({ kind, id, villages }) => `${kind} ${id} ${villages}`);
    expect(worst.sort()).toEqual(["headend OLT1 2", "node SC1 2", "span OLT1-SC1 2"]);
  });

  test("a plant without a headend is refused", () => {
    expect(redundancyOf(Network.empty)).toMatchObject({ ok: false, code: "NO_HEADEND" });
  });
});

/** A small plant at random: one to three headends, villages with none, one or two drops, spans in risk groups. */
const drawn = fc
  .record({
    kinds: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 9 }),
    ends: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.nat(5)), { maxLength: 16 }),
    drops: fc.array(fc.tuple(fc.nat(3), fc.nat(15)), { maxLength: 5 }),
  })
  .map(({ kinds, ends, drops }) => {
    const nodes = kinds.map((kind, i) => node(`n${i}`, kind === 0 || i === 0 ? "headend" : "site", at(i % 3, i / 3)));
    const spans = ends.flatMap(([from, to, risk], i) => {
      const [a, b] = [nodes[from % nodes.length]!, nodes[to % nodes.length]!];
      return a === b ? [] : [span(`s${i}`, a, b, risk < 3 ? [`r${risk}`] : [])];
    });
    const villages = [0, 1, 2, 3].map((i) => village(`v${i}`, at(9, i), { people: 2 ** i }));
    const cables: Cable[] = [];
    const records: Drop[] = [];
    for (const [i, [v, s]] of drops.entries()) {
      const over = spans[s % Math.max(1, spans.length)];
      if (!over) continue;
      const id = `c${i}` as Cable["id"];
      const type = "gyta-24" as Cable["typeId"];
      cables.push({ id, typeId: type, startNodeId: over.from, spanIds: [over.id], status: "operational" });
      records.push({ id: `d${i}` as Drop["id"], villageCode: villages[v]!.code, cableId: id, status: "operational" });
    }
    return { nodes, spans, villages, cables, drops: records };
  });
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** Nodes, and villages, that still reach a headend when these spans and this node are gone, by plain search. */
function reachedFrom({ nodes, spans }: Drawn, lostSpans: readonly string[], lostNode?: string): Set<string> {
  const open = spans.filter(({ id, from, to }) => !lostSpans.includes(id) && from !== lostNode && to !== lostNode);
  const headends = nodes.filter(({ kind, id }) => kind === "headend" && id !== lostNode);
  const reached = new Set<string>(headends.map(({ id }) => id));
  for (const from of reached) {
    for (const span of open) {
      if (span.from === from) reached.add(span.to);
      if (span.to === from) reached.add(span.from);
    }
  }
  return reached;
}

const endOfDrop = ({ spans, cables }: Drawn, cableId: string) => {
  const { spanIds } = cables.find(({ id }) => id === cableId)!;
  return spans.find(({ id }) => id === spanIds[0])!.to;
};

function served(plant: Drawn, lostSpans: readonly string[], lostNode?: string): Set<string> {
  const reached = reachedFrom(plant, lostSpans, lostNode);
  const lit = plant.drops.filter(({ cableId }) => reached.has(endOfDrop(plant, cableId)));
  return new Set(lit.map(({ villageCode }) => villageCode));
}

test("grades, points and what they cut off are what deleting every span, node and group shows", () => {
  fc.assert(
    fc.property(drawn, (plant) => {
      const { nodes, spans, villages, drops } = plant;
      const answer = found(Network.of(plant));
      const before = served(plant, []);
      const lostTo = (lostSpans: readonly string[], lostNode?: string) => {
        const still = served(plant, lostSpans, lostNode);
        return [...before].filter((code) => !still.has(code)).sort();
      };
      const lit = reachedFrom(plant, []);
      const standsAt = (code: string, id: string) => {
        const ends = drops
          .filter(({ villageCode }) => villageCode === code)
          .map(({ cableId }) => endOfDrop(plant, cableId));
        const own = new Set(ends.filter((end) => lit.has(end)));
        return own.size === 1 && own.has(id as NodeId);
      };
      const groups = ["r0", "r1", "r2"].map((id) => ({
        id,
        spanIds: spans.filter(({ riskGroups = [] }) => riskGroups.includes(id)).map((one) => one.id),
      }));
      const expected: [string, string, string[]][] = [];
      for (const { id } of spans) if (lostTo([id]).length > 0) expected.push(["span", id, lostTo([id])]);
      for (const { id, kind } of nodes) {
        const lost = lostTo([], id);
        const others = lost.filter((code) => !standsAt(code, id));
        if (others.length > 0) expected.push([kind === "headend" ? "headend" : "node", id, lost]);
      }
      for (const { id, spanIds } of groups) {
        const lost = lostTo(spanIds);
        const alone = Math.max(0, ...spanIds.map((one) => lostTo([one]).length));
        if (spanIds.length > 1 && lost.length > alone) expected.push(["named", id, lost]);
      }
      const sorted = (list: (readonly [string, string, readonly string[]])[]) =>
        list.map((one) => JSON.stringify(one)).sort();
      const points = all(answer).map((point) => [point.kind, point.id, answer.cutOff(point)] as const);
      expect(sorted(points)).toEqual(sorted(expected));
      for (const point of all(answer)) {
        const lost = answer.cutOff(point);
        expect(point.villages).toBe(lost.length);
        expect(point.people).toBe(lost.reduce((sum, code) => sum + 2 ** Number(code.slice(1)), 0));
      }
      const isHeadend = (id: string) => nodes.find((one) => one.id === id)!.kind === "headend";
      const grade = (code: string): RedundancyGrade => {
        if (!before.has(code)) return "none";
        const home = nodes.find(({ id }) => isHeadend(id) && standsAt(code, id));
        if (home) {
          const others = nodes.map((one) => (one === home ? { ...one, kind: "site" as const } : one));
          return served({ ...plant, nodes: others }, []).has(code) ? "dualHomed" : "twoDisjoint";
        }
        const cut = (lost: string[]) => lost.includes(code);
        const byNode = (kind: boolean) =>
          nodes.some(({ id }) => isHeadend(id) === kind && !standsAt(code, id) && cut(lostTo([], id)));
        if (spans.some(({ id }) => cut(lostTo([id]))) || byNode(false)) return "onePath";
        if (groups.some(({ spanIds }) => spanIds.length > 1 && cut(lostTo(spanIds)))) return "sharedRisk";
        return byNode(true) ? "twoDisjoint" : "dualHomed";
      };
      expect(answer.villages.map(({ code, grade: g }) => [code, g])).toEqual(
        villages.map(({ code }) => [code, grade(code)]),
      );
    }),
    { numRuns: 400 },
  );
});
