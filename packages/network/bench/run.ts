// node --expose-gc packages/network/bench/run.ts [headends seed]: the plant of a province in memory. 250 headends are its full size.
import {
  type Change,
  changeStatus,
  checkPlant,
  difference,
  findRoute,
  frozenTopologyOf,
  invert,
  lossBudgets,
  Network,
  type NodeId,
  rename,
  spliceStrands,
  splitSpan,
  type TraceStart,
  topologyOf,
  trace,
} from "../src/index.ts";
import { largePlant } from "./large-plant.ts";

const headends = Number(process.argv[2] ?? 250);
const seed = Number(process.argv[3] ?? 7);

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function heapMb(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Mean processor time of a call, which waiting for other programs does not change, and its wall time: median and 95th percentile. */
function timed(title: string, count: number, call: (i: number) => void): void {
  const times: number[] = [];
  const cpu = cpuMs(() => {
    for (let i = 0; i < count; i++) {
      const start = performance.now();
      call(i);
      times.push(performance.now() - start);
    }
  });
  times.sort((a, b) => a - b);
  const [p50, p95] = [times[count >> 1], times[Math.floor(count * 0.95)]];
  console.log(
    `${title}: mean ${(cpu / count).toFixed(3)} ms CPU; wall p50 ${p50.toFixed(3)}, p95 ${p95.toFixed(3)} ms (${count})`,
  );
}

let records: Change["put"] | undefined;
console.log(`made: ${cpuMs(() => (records = largePlant(headends, seed))).toFixed(0)} ms CPU`);
const beforeMb = heapMb();
let network = Network.empty;
console.log(`records: ${beforeMb.toFixed(0)} MB`);
console.log(`loaded: ${cpuMs(() => (network = Network.of(records!))).toFixed(0)} ms CPU`);
const loadedMb = heapMb();
console.log(
  `snapshot with its records: ${loadedMb.toFixed(0)} MB, of which indexes ${(loadedMb - beforeMb).toFixed(0)} MB`,
);
for (const table of ["nodes", "spans", "cables", "splices", "villages"] as const)
  console.log(table, network.count(table));

const some = (n: number) => (n * 7919) % headends;
const village = (n: number) => `H${some(n)}-v${(n * 31) % 140}`;
const strandOf = (n: number) => ({
  cableId: `H${some(n)}-f${n % 2}-${n % 13}`,
  tube: (n % 2) + 1,
  strand: (n % 12) + 1,
});
const starts: readonly (readonly [title: string, start: (n: number) => object])[] = [
  ["a village up to its OLT", (n) => ({ villageCode: village(n) })],
  ["an OLT's port down to its villages", (n) => ({ equipmentId: `H${some(n)}`, port: 24 * (n % 2) + (n % 13) + 1 })],
  ["a strand both ways", strandOf],
];
for (const [title, start] of starts) {
  let hops = 0;
  let most = 0;
  timed(`trace of ${title}`, 3000, (n) => {
    const traced = trace(network, start(n) as TraceStart);
    if (!traced.ok) throw new Error(traced.message);
    const found = traced.value.ways.reduce((sum, way) => sum + way.hops.length + way.stops.length, 0);
    hops += found;
    most = Math.max(most, found);
  });
  console.log(`- hops and ends: ${(hops / 3000).toFixed(1)} on average, ${most} at most`);
}
timed("loss budget of a village", 3000, (n) => {
  const budget = lossBudgets(network, { equipmentId: village(n), port: 1 } as Parameters<typeof lossBudgets>[1]);
  if (!budget.ok) throw new Error(budget.message);
});

let ids = 0;
const newId = () => `new-${++ids}`;
let after = network;
const changes: Change[] = [];
const edit = (answer: ReturnType<typeof rename>) => {
  if (!answer.ok) throw new Error(answer.message);
  changes.push(answer.value);
  after = after.apply(answer.value);
};
timed("split a span (rules and apply)", 1000, (n) => {
  const spanId = `H${some(n)}-f${n % 2}-${n % 13}-s2`;
  const atM = after.get("spans", spanId)!.lengthM * 0.6;
  edit(splitSpan(after, { spanId, atM } as Parameters<typeof splitSpan>[1], newId));
});
timed("splice two strands (rules and apply)", 1000, (n) => {
  const cable = `H${some(n)}-d${Math.floor(n / headends) % 60}`;
  const [a, b] = [11, 12].map((strand) => ({ cableId: cable, tube: 1, strand, end: "a" }));
  const closureId = after.get("cables", cable)!.startNodeId;
  edit(spliceStrands(after, { closureId, tray: 4, a, b } as unknown as Parameters<typeof spliceStrands>[1], newId));
});
timed("rename a node (rules and apply)", 1000, (n) =>
  edit(rename(after, { table: "nodes", id: village(n), name: `n${n}` })),
);
timed("take a village's device out of use", 500, (n) => {
  const id = village(n * 3);
  if (after.get("equipment", id)!.status === "operational")
    edit(changeStatus(after, { objects: [{ table: "equipment", id }], to: "inactive" }));
});
const kept: Network[] = [];
let replayed = network;
const applyMs = cpuMs(() => {
  for (const change of changes) {
    replayed = replayed.apply(change);
    kept.push(replayed);
  }
});
console.log(`apply alone: ${(applyMs / changes.length).toFixed(4)} ms CPU`);
console.log(
  `a kept revision: ${(((heapMb() - loadedMb) * 1024) / kept.length / 2).toFixed(2)} kB (each of ${kept.length} twice in memory)`,
);
console.log(
  `difference over ${changes.length} changes: ${cpuMs(() => void difference(network, after, "")).toFixed(1)} ms CPU`,
);
timed(
  "undo",
  1000,
  (n) => void kept[kept.length - 1 - n].apply(invert(changes[changes.length - 1 - n], kept[kept.length - 2 - n])),
);

console.log(`editable topology: ${cpuMs(() => void topologyOf(network)).toFixed(0)} ms CPU`);
console.log(`frozen topology: ${cpuMs(() => void frozenTopologyOf(network)).toFixed(0)} ms CPU`);
timed("route from a headend to a village of its own", 40, (n) => {
  const route = findRoute(network, { from: `H${some(n)}` as NodeId, to: village(n) as NodeId });
  if (!route.ok) throw new Error(route.message);
});
let broken = 0;
console.log(
  `every rule on the whole plant: ${(cpuMs(() => (broken = checkPlant(network).length)) / 1000).toFixed(1)} s CPU, ${broken} broken`,
);
console.log(`peak resident: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
