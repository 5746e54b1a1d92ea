import fc from "fast-check";
import { expect, test } from "vitest";
import type { Port, StrandEnd } from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";
import { glassPlant } from "../testing/glass-plant.ts";
import { naiveTrace } from "../testing/naive-trace.ts";
import type { Hop, Stop, Way } from "./hop.ts";
import { type LightPath, pathTo, reversed, through } from "./line.ts";
import { type TraceStart, trace } from "./trace.ts";

function waysOf(network: Network, start: TraceStart): readonly Way[] {
  const traced = trace(network, start);
  if (!traced.ok) throw new Error(`${traced.code}: ${traced.message}`);
  return traced.value.ways;
}

function hopWord(hop: Hop): string {
  if (hop.kind === "strand") return `strand ${hop.cableId} ${hop.tube}.${hop.strand} ${hop.enters}`;
  if (hop.kind === "splice") return `splice ${hop.spliceId}`;
  if (hop.kind === "patch") return `patch ${hop.patchId}`;
  if (hop.kind === "port") return `port ${hop.equipmentId} ${hop.port}`;
  return `splitter ${hop.splitterId} ${hop.direction} ${hop.input} ${hop.output}`;
}

const words = ({ hops }: LightPath) => hops.map(hopWord);

function strandEnds(network: Network): StrandEnd[] {
  return [...network.records("cables")].flatMap(({ id: cableId, typeId, status }) => {
    if (status !== "operational") return [];
    const { tubes } = network.get("cableTypes", typeId)!;
    const tubeNumbers = Array.from({ length: tubes }, (_, i) => i + 1);
    return tubeNumbers.flatMap((tube) =>
      [1, 2].flatMap((strand) => (["a", "b"] as const).map((end): StrandEnd => ({ cableId, tube, strand, end }))),
    );
  });
}

function devicePorts(network: Network): Port[] {
  const devices = [...network.records("equipment")].filter(({ kind }) => kind !== "odf");
  return devices.flatMap(({ id }) => [1, 2].map((port) => ({ equipmentId: id, port })));
}

const close = (value: number) => Math.round(value * 1e6) / 1e6;

function told(way: Way) {
  return way.stops.map((stop: Stop) => {
    const { hops } = pathTo(way, stop);
    const total = hops.at(-1)?.total;
    return {
      hops: hops.map(hopWord),
      reason: stop.reason,
      drawnM: close(total?.drawnM ?? 0),
      glassM: close(total?.glassM ?? 0),
      lossDb: close(total?.lossDb[2] ?? 0),
    };
  });
}

test("a tracer that looks through every joint at every step finds the same ways, lengths and losses", {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(glassPlant, (network) => {
      for (const start of [...strandEnds(network), ...devicePorts(network)]) {
        const wanted = naiveTrace(network, start, "front").map((path) => ({
          ...path,
          drawnM: close(path.drawnM),
          glassM: close(path.glassM),
          lossDb: close(path.lossDb),
        }));
        expect(waysOf(network, start).map(told)).toEqual([wanted]);
      }
    }),
    { numRuns: 50 },
  );
});

test("seen from where a way ends, the way is the same in reverse", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(glassPlant, (network) => {
      for (const start of devicePorts(network)) {
        for (const way of waysOf(network, start)) {
          for (const stop of way.stops) {
            const last = way.hops[stop.hop];
            const far =
              stop.reason === "port" && last.kind === "port" ? last : stop.reason === "open" ? stop.at : undefined;
            if (!far || "splitterId" in far || !("cableId" in far || last.kind === "port")) continue;
            const back = waysOf(network, far as TraceStart).flatMap((seen) => seen.stops.map((at) => pathTo(seen, at)));
            const path = pathTo(way, stop);
            const wanted = reversed(path);
            const found = back.find((candidate) => String(words(candidate)) === String(words(wanted)));
            expect(found && words(found)).toEqual(words(wanted));
            for (const [i, hop] of found!.hops.entries()) {
              expect(hop.total.glassM).toBeCloseTo(wanted.hops[i].total.glassM, 6);
              expect(hop.total.lossDb[0]).toBeCloseTo(wanted.hops[i].total.lossDb[0], 6);
            }
            expect(words(reversed(wanted))).toEqual(words(path));
          }
        }
      }
    }),
    { numRuns: 70 },
  );
});

test("every strand lies on exactly one stretch between splitters, devices and open ends", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(glassPlant, (network) => {
      const stretches = new Map<string, string>();
      for (const { cableId, tube, strand, end } of strandEnds(network)) {
        if (end === "b") continue;
        const on = stretch(network, { cableId, tube, strand });
        expect(on).toContain(`${cableId} ${tube}.${strand}`);
        for (const other of on) {
          expect(stretches.get(other) ?? String(on)).toBe(String(on));
          stretches.set(other, String(on));
        }
      }
    }),
    { numRuns: 70 },
  );
});

/** Strands that light of one strand passes before a splitter, sorted. */
function stretch(network: Network, strand: Omit<StrandEnd, "end">): string[] {
  const names = waysOf(network, strand).flatMap(({ hops }) =>
    hops
      .filter((_, i) => !behindSplitter(hops, i))
      .flatMap((hop) => (hop.kind === "strand" ? [`${hop.cableId} ${hop.tube}.${hop.strand}`] : [])),
  );
  return [...new Set(names)].sort();
}

function behindSplitter(hops: readonly Hop[], i: number): boolean {
  for (let at = i; at >= 0; at = hops[at].parent) if (hops[at].kind === "splitter") return true;
  return false;
}

test("both ways of a strand together are one way through it, and add up", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(glassPlant, (network) => {
      for (const { cableId, tube, strand } of strandEnds(network)) {
        const [away, on] = waysOf(network, { cableId, tube, strand });
        if (away.stops[0].reason === "loop") continue;
        for (const one of away.stops) {
          for (const two of on.stops) {
            const [back, ahead] = [pathTo(away, one), pathTo(on, two)];
            const whole = through(back, ahead);
            const sum = (back.hops.at(-1)?.total.sheathM ?? 0) + (ahead.hops.at(-1)?.total.sheathM ?? 0);
            expect(whole.hops.at(-1)?.total.sheathM).toBeCloseTo(sum, 6);
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});
