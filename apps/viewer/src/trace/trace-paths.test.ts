import { type CableId, type EquipmentId, type Trace, trace } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { straightLine } from "./straight-line.ts";
import { isComplete, pathsOf } from "./trace-paths.ts";

const { network, cable } = sketch(`
  OLT1 ==24== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);
const isOlt = ({ equipmentId }: { equipmentId: string }) => network.get("equipment", equipmentId)?.kind === "olt";
const traced = (start: Parameters<typeof trace>[1]): Trace => {
  const answer = trace(network, start);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
};
const strand = (cableId: CableId, number: number) => ({ cableId, tube: 1, strand: number });
const ends = (from: Trace) =>
  pathsOf(from, isOlt).map(({ hops }) => {
    const [first, last] = [hops[0], hops[hops.length - 1]];
    return [first, last].map((hop) => (hop?.kind === "port" ? hop.equipmentId : hop?.kind));
  });

test("a strand behind a splitter has one path, from the OLT on", () => {
  expect(ends(traced(strand(cable("SC2", "V2"), 1)))).toEqual([["OLT1", "V2"]]);
});

test("a strand before a splitter has a path to every village, and one to each spare output after them", () => {
  const paths = pathsOf(traced(strand(cable("OLT1", "SC1"), 1)), isOlt);
  expect(paths.map((path) => [isComplete(path), path.last.reason])).toEqual([
    [true, "port"],
    [true, "port"],
    [false, "spare"],
    [false, "spare"],
  ]);
});

test("what a path adds up to does not depend on where the trace began", () => {
  const [fromPort] = pathsOf(traced({ equipmentId: "OLT1" as EquipmentId, port: 1 }), isOlt).filter(({ hops }) =>
    hops.some((hop) => hop.kind === "port" && hop.equipmentId === "V2"),
  );
  const [fromDrop] = pathsOf(traced(strand(cable("SC2", "V2"), 1)), isOlt);
  const total = (path: typeof fromPort) => path?.hops[path.hops.length - 1]?.total;
  expect(total(fromDrop)?.glassM).toBeCloseTo(total(fromPort)?.glassM ?? 0, 6);
  expect(total(fromDrop)?.lossDb[0]).toBeCloseTo(total(fromPort)?.lossDb[0] ?? 0, 6);
});

test("a spare strand's path is open at both ends", () => {
  const [path] = pathsOf(traced(strand(cable("OLT1", "SC1"), 5)), isOlt);
  expect([path?.first?.reason, path?.last.reason, path && isComplete(path)]).toEqual(["open", "open", false]);
});

test("in the straight line parts follow each other, and longer strands are longer", () => {
  const [path] = pathsOf(traced(strand(cable("SC2", "V2"), 1)), isOlt);
  const { lines, joints, width } = straightLine(path?.hops ?? []);
  expect(lines.length + joints.length).toBe(path?.hops.length);
  const order = [...lines.map(({ place, x1 }) => [place, x1]), ...joints.map(({ place, x }) => [place, x])];
  const xs = order.toSorted(([a = 0], [b = 0]) => a - b).map(([, x = 0]) => x);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect(lines.at(-1)?.x2).toBeLessThan(width);
  const sorted = lines.toSorted((a, b) => a.hop.own.glassM - b.hop.own.glassM).map(({ x1, x2 }) => x2 - x1);
  expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
});
