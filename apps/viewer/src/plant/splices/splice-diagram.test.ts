import { ChangeBuilder, type Closure, cutCable, endText, type Network, type NewId } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { closureContent } from "./ends-at.ts";
import { spliceDiagram } from "./splice-diagram.ts";
import { spliceRows } from "./splice-rows.ts";

const { network, cable } = sketch(`
  OLT1 ==24== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);
const closureAt = (plant: Network, id: string) => plant.get("closures", id) as Closure;

test("the cable that arrives lies left, those that leave lie right, the splitter between them", () => {
  const { blocks } = spliceDiagram(network, closureAt(network, "SC1"));
  expect(blocks.map(({ column, key }) => `${column} ${key}`)).toEqual([
    "left OLT1-SC1 b",
    "middle SC1",
    "right SC1-SC2 a",
    "right SC1-V1 a",
  ]);
});

test("every splice is one line between the rows of what it joins", () => {
  const closure = closureAt(network, "SC1");
  const { lines, content } = spliceDiagram(network, closure);
  expect(lines.map(({ splice }) => splice.id).sort()).toEqual(content.splices.map(({ id }) => id).sort());
  for (const { splice, from, to, count } of lines) {
    expect(from.ends.map(endText)).toContain(endText(splice.a));
    expect(to.ends.map(endText)).toContain(endText(splice.b));
    expect(count).toBe(1);
  }
});

test("spare outputs of a splitter next to each other are one row", () => {
  const { blocks } = spliceDiagram(network, closureAt(network, "SC1"));
  const splitter = blocks.find(({ column }) => column === "middle");
  expect(splitter?.rows.map(({ side, number, ends }) => [side, number, ends.length])).toEqual([
    ["left", 1, 1],
    ["right", 1, 1],
    ["right", 2, 1],
    ["right", 3, 2],
  ]);
});

test("strands that end in the ports of a device beside the closure lead to it", () => {
  const olt = { ...closureAt(network, "SC1"), id: "OLT1" as Closure["id"], nodeId: "OLT1" as Closure["nodeId"] };
  const { blocks, lines } = spliceDiagram(network.apply(new ChangeBuilder().put("closures", olt).build("")), olt);
  const device = blocks.find(({ of }) => of.kind === "device");
  expect([device?.column, device?.rows.map(({ side, number }) => [side, number])]).toEqual(["middle", [["left", 1]]]);
  expect(lines.map(({ from, to }) => [from.key, to.key])).toEqual([["OLT1-SC1 1.1 a", "OLT1 port 1"]]);
});

test("free strands next to each other are one row", () => {
  const [end] = closureContent(network, closureAt(network, "SC1")).ends;
  expect(end?.cable.id).toBe(cable("OLT1", "SC1"));
  const rows = end ? spliceRows(network, end) : [];
  expect(rows.map(({ ends, joint }) => [ends[0].tube, ends[0].strand, ends.length, joint !== undefined])).toEqual([
    [1, 1, 1, true],
    [1, 2, 23, false],
  ]);
});

test("strands that run on uncut through a closure are one thick line", () => {
  const plant = sketch("SC1 ==24== SC2 ==24== SC3");
  const builder = new ChangeBuilder();
  const [one, two] = [plant.cable("SC1", "SC2"), plant.cable("SC2", "SC3")];
  const whole = plant.network.get("cables", one);
  if (!whole) throw new Error("no cable");
  builder.remove("cables", two).put("cables", { ...whole, spanIds: [...whole.spanIds, plant.at("SC2", "SC3")] });
  const before = plant.network.apply(builder.build(""));
  let next = 0;
  const newId: NewId = () => `new-${++next}`;
  const answer = cutCable(
    before,
    { cableId: one, closureId: closureAt(before, "SC2").id, strands: [{ tube: 1, strand: 3 }] },
    newId,
  );
  if (!answer.ok) throw new Error(answer.message);
  const after = before.apply(answer.value);
  const { lines, blocks } = spliceDiagram(after, closureAt(after, "SC2"));
  expect(lines.map(({ count }) => count)).toEqual([2, 21]);
  expect(blocks.map(({ rows }) => rows.map(({ ends }) => ends.length))).toEqual([
    [2, 1, 21],
    [2, 1, 21],
  ]);
});

test("blocks of a column do not lie on each other", () => {
  const { blocks, height } = spliceDiagram(network, closureAt(network, "SC1"));
  for (const column of ["left", "middle", "right"] as const) {
    const own = blocks.filter((block) => block.column === column).toSorted((one, two) => one.y - two.y);
    const overlaps = own.slice(1).filter((block, i) => block.y < (own[i]?.y ?? 0) + (own[i]?.height ?? 0));
    expect(overlaps).toEqual([]);
  }
  expect(height).toBeGreaterThan(0);
});
