import { checkPlant, lossBudgets, Network, trace } from "@cuntong/network";
import { expect, test } from "vitest";
import { generateDonglan } from "./index.ts";
import { digest } from "./testing/digest.ts";

const demo = generateDonglan({ seed: 1 });
const records = demo.records!;
const network = Network.of(records);

test("one seed gives the same county to the byte", () => {
  expect(digest(generateDonglan({ seed: 1 }))).toBe(digest(demo));
});

test.each([1, 7, 2026])("seed %i: the county as built keeps every rule of the plant", (seed) => {
  const made = seed === 1 ? network : Network.of(generateDonglan({ seed }).records!);
  expect([...checkPlant(made)].filter(({ severity }) => severity === "error")).toEqual([]);
});

test("poles stand every 50 m, handholes every 90 m, and the nodes and spans of the demonstration are those", () => {
  expect(demo.nodes).toBe(records.nodes);
  expect(demo.spans).toBe(records.spans);
  for (const { support, lengthM } of demo.spans) {
    if (support === "aerial") expect(lengthM).toBeLessThan(76);
    if (support === "duct") expect(lengthM).toBeLessThan(136);
  }
});

test("the light of every connected village arrives at its OLT's port, most of it within the class", () => {
  const connected = demo.villages.filter(({ status }) => status === "connected");
  const circuits = records.circuits!.filter(({ id }) => id.startsWith("L-"));
  expect(circuits).toHaveLength(connected.length);
  let within = 0;
  for (const { a, z } of circuits) {
    const budgets = lossBudgets(network, z);
    expect(budgets.ok && budgets.value.map(({ olt }) => olt)).toEqual([a]);
    if (budgets.ok && budgets.value[0].passes) within++;
  }
  expect(within).toBeGreaterThan(0.85 * circuits.length);
});

test("every OLT hangs on the headend, those on a ring by two ways: some share hardly a span, none most", () => {
  const uplinks = Map.groupBy(
    records.circuits!.filter(({ id }) => id.startsWith("U-")),
    ({ z }) => z.equipmentId,
  );
  expect(uplinks.size).toBe(records.equipment!.filter(({ id }) => id.startsWith("OLT-")).length - 1);
  const spansOf = (port: (typeof records.circuits & {})[number]["z"]) => {
    const traced = trace(network, port);
    const hops = traced.ok ? traced.value.ways.flatMap((way) => way.hops) : [];
    const cables = hops.flatMap((hop) => (hop.kind === "strand" ? [hop.cableId] : []));
    return new Set(cables.flatMap((id) => network.get("cables", id)!.spanIds));
  };
  const pairs = [...uplinks.values()].filter((circuits) => circuits.length === 2);
  expect(pairs.length).toBeGreaterThanOrEqual(2);
  const shared = pairs.map(([usual, other]) => {
    const [one, two] = [spansOf(usual.z), spansOf(other.z)];
    expect(one.size).toBeGreaterThan(10);
    return [...two].filter((id) => one.has(id)).length / one.size;
  });
  expect(Math.min(...shared)).toBeLessThan(0.05);
  expect(Math.max(...shared)).toBeLessThan(0.5);
});

test("services are carried by circuits, and the emergency broadcast is everywhere", () => {
  const services = Map.groupBy(records.services!, ({ kind }) => kind);
  expect(services.get("emergencyBroadcast")).toHaveLength(records.drops!.length);
  for (const { circuitId } of records.services!) expect(network.get("circuits", circuitId!)).toBeDefined();
});
