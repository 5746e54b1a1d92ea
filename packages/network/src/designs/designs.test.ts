import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../change/change.ts";
import { difference } from "../change/invert.ts";
import { splitSpan } from "../operations/split-span.ts";
import type { CableId, NodeId, SpanId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";
import { checkPlant } from "../rules/check.ts";
import type { Network } from "../snapshot/network.ts";
import { counter } from "../testing/edit.ts";
import { play, randomPlant } from "../testing/random-plant.ts";
import { sketch } from "../testing/sketch.ts";
import { historyOf, networkAt } from "./history.ts";
import { isMerged, mergeDesign, rebaseDesign } from "./merge.ts";

const picture = `
  OLT1 ==24== SC1 ==12== SC2 --drop-- V2
`;

function spanPut(network: Network, more: Partial<Span>): Change {
  return { note: "edit", put: { spans: [{ ...network.get("spans", "OLT1-SC1")!, ...more }] }, remove: {} };
}

test("what only one side changed is taken, field by field", () => {
  const { network: base } = sketch(picture);
  const live = base.apply(spanPut(base, { name: "east road" }));
  const merge = mergeDesign(spanPut(base, { riskGroups: ["bridge 7"] }), base, live);
  expect(merge).toMatchObject({ clean: true, conflicts: [], violations: [] });
  const merged = live.apply(merge.change).get("spans", "OLT1-SC1");
  expect(merged).toMatchObject({ name: "east road", riskGroups: ["bridge 7"] });
});

test("what both changed is a conflict with its three values, and nothing is overwritten", () => {
  const { network: base } = sketch(picture);
  const live = base.apply(spanPut(base, { name: "east road", confidence: "surveyed" }));
  const merge = mergeDesign(spanPut(base, { name: "old road", confidence: "surveyed" }), base, live);
  const object = { table: "spans", id: "OLT1-SC1" };
  expect(merge.conflicts).toEqual([
    { object, kind: "field", field: "name", base: undefined, live: "east road", design: "old road" },
  ]);
  expect(merge.change).toEqual({ note: "edit", put: {}, remove: {} });
  expect(merge.clean).toBe(false);
  expect(rebaseDesign(spanPut(base, { name: "old road" }), base, live)).toBeUndefined();
});

test("two people split different spans of one cable, and both splits are kept", () => {
  const { network } = sketch("A ---- B ---- C");
  const cable = { ...network.get("cables", "A-B")!, id: "long" as CableId, spanIds: ["A-B", "B-C"] as SpanId[] };
  const base = network.apply({ note: "", put: { cables: [cable] }, remove: {} });
  const split = (spanId: string, id: string) => {
    const answer = splitSpan(base, { spanId: spanId as SpanId, atM: 100 }, counter(id));
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  };
  const live = base.apply(split("A-B", "one"));
  const merge = mergeDesign(split("B-C", "two"), base, live);
  expect(merge).toMatchObject({ clean: true, conflicts: [] });
  expect(live.apply(merge.change).get("cables", "long")?.spanIds).toEqual(["A-B", "one-2", "B-C", "two-2"]);
});

test("an operation on what another design retired is a conflict, and so is retiring what was changed, and making one thing twice", () => {
  const { network: base, cable } = sketch(picture);
  const drop = cable("SC2", "V2");
  const cablePut = (name: string, id = drop): Change => {
    return { note: "", put: { cables: [{ ...base.get("cables", drop)!, id: id as CableId, name }] }, remove: {} };
  };
  const gone: Change = { note: "", put: {}, remove: { cables: [drop] } };
  const conflicts = (design: Change, live: Change) => mergeDesign(design, base, base.apply(live)).conflicts;
  const object = { table: "cables", id: drop };
  expect(conflicts(cablePut("K"), gone)).toEqual([{ object, kind: "gone", fields: ["name"] }]);
  expect(conflicts(gone, cablePut("K"))).toEqual([{ object, kind: "changed", fields: ["name"] }]);
  const made = { table: "cables", id: "new" };
  expect(conflicts(cablePut("K", "new" as CableId), cablePut("L", "new" as CableId))).toEqual([
    { object: made, kind: "made-twice", fields: ["name"] },
  ]);
  expect(conflicts(gone, gone)).toEqual([]);
});

test("fields that fit singly and break a rule together are told as the rule", () => {
  const { network: base } = sketch(picture);
  const cut: Change = {
    note: "",
    put: {},
    remove: { cables: ["SC2-V2"], drops: ["V2"], splices: ["splice-3", "splice-4"] },
  };
  const live = base.apply(cut);
  const design: Change = {
    note: "a second drop on the cable",
    put: { drops: [{ ...base.get("drops", "V2")!, id: "second" as never }] },
    remove: {},
  };
  const merge = mergeDesign(design, base, live);
  expect(merge.conflicts).toEqual([]);
  expect(merge.violations.map(({ code, holder }) => [code, holder?.id])).toEqual([["REFERENCE_MISSING", "SC2-V2"]]);
  expect(merge.clean).toBe(false);
});

test("a design merges into its own base as it is, is merged then, and adds nothing a second time", () => {
  fc.assert(
    fc.property(randomPlant(60), ({ network: base }) => {
      const { network: later } = continued(base, 7);
      const design = difference(base, later, "design");
      const merge = mergeDesign(design, base, base);
      expect(merge.change).toEqual(design);
      expect(difference(base.apply(merge.change), later, "").put).toEqual({});
      expect(isMerged(design, later)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

/** Some plain edits of a plant: names given by turns. */
function continued(base: Network, step: number): { network: Network } {
  const nodes = [...base.records("nodes")].filter((_, i) => i % step === 0);
  const put = { nodes: nodes.map((node) => ({ ...node, name: `named ${step}` })) };
  const spans = [...base.records("spans")].filter((_, i) => i % step === 1).map(({ id }) => id);
  return { network: base.apply({ note: "", put, remove: { spans } }) };
}

test("two designs on other objects come to the same plant in either order", () => {
  fc.assert(
    fc.property(randomPlant(80), ({ network: base }) => {
      const ids = [...base.records("nodes")].map(({ id }) => id);
      const named = (part: number): Change => ({
        note: `${part}`,
        put: {
          nodes: ids.filter((_, i) => i % 2 === part).map((id) => ({ ...base.get("nodes", id)!, name: `${part}` })),
        },
        remove: {},
      });
      const into = (first: Change, second: Change) => {
        const live = base.apply(first);
        return live.apply(mergeDesign(second, base, live).change);
      };
      expect(difference(into(named(0), named(1)), into(named(1), named(0)), "").put).toEqual({});
    }),
    { numRuns: 25 },
  );
});

test("of two lives of one plant either goes into the other cleanly and soundly, or both name the same objects", {
  timeout: 30_000,
}, () => {
  let clean = 0;
  let conflicting = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const base = play(seed, 120).network;
    const [one, two] = [play(seed + 1000, 30, base, "one").network, play(seed + 2000, 30, base, "two").network];
    const into = mergeDesign(difference(base, two, ""), base, one);
    const back = mergeDesign(difference(base, one, ""), base, two);
    const objects = ({ conflicts }: typeof into) => [
      ...new Set(conflicts.map(({ object }) => `${object.table} ${object.id}`)),
    ];
    expect(objects(into)).toEqual(objects(back));
    if (into.conflicts.length > 0) conflicting++;
    if (!into.clean) continue;
    clean++;
    expect(checkPlant(one.apply(into.change)).filter(({ severity }) => severity === "error")).toEqual([]);
    if (back.clean) expect(difference(one.apply(into.change), two.apply(back.change), "").put).toEqual({});
  }
  expect([clean > 5, conflicting > 5]).toEqual([true, true]);
});

test("any past state can be read again by replaying the changes, from the beginning or from a state between", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { past, network } = play(seed, 150);
    const start = past[0].before;
    const changes = past.map(({ change }) => change);
    // Undone steps are not in the story, so revisions are counted anew.
    const states = [start];
    for (const change of changes) states.push(states.at(-1)!.apply(change));
    for (let r = 0; r <= changes.length; r += 9) {
      const replayed = networkAt(changes, start.revision + r, start);
      expect(replayed.ok && difference(states[r], replayed.value, "")).toEqual({ note: "", put: {}, remove: {} });
    }
    expect(difference(states.at(-1)!, network, "")).toEqual({ note: "", put: {}, remove: {} });
  }
  expect(networkAt([], 1)).toMatchObject({ ok: false, code: "REVISION_UNKNOWN" });
});

test("an object's history lists every version with its revision, and its end", () => {
  const { network } = sketch(picture);
  const changes: Change[] = [
    spanPut(network, { name: "one" }),
    { note: "elsewhere", put: { nodes: [network.get("nodes", "SC1" as NodeId)!] }, remove: {} },
    spanPut(network, { name: "two" }),
    { note: "gone", put: {}, remove: { spans: ["OLT1-SC1" as SpanId] } },
  ];
  const versions = historyOf(changes, "spans", "OLT1-SC1", 5);
  expect(versions.map(({ revision, note, record }) => [revision, note, record?.name])).toEqual([
    [5, "edit", "one"],
    [7, "edit", "two"],
    [8, "gone", undefined],
  ]);
});
