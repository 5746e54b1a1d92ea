import { metresPerDegree } from "@cuntong/geo";
import { describe, expect, test } from "vitest";
import { readingSdM } from "../locate/calibration.ts";
import { glassLine } from "../locate/glass-line.ts";
import { locate } from "../locate/locate.ts";
import { moveNode } from "../operations/operations.ts";
import type { EquipmentId, NodeId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";
import { done } from "../testing/edit.ts";
import { sketch } from "../testing/sketch.ts";
import { pathTo } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import { calibratingBy, jointsOf, type KeptTrace } from "./kept-trace.ts";
import { layTrace } from "./lay-trace.ts";

const olt: Port = { equipmentId: "OLT1" as EquipmentId, port: 1 };

const drawn = sketch(`
  OLT1 =======24======= SC1 ====12==== SC2 ========12======== SC3 --drop-- V1
`);

function lineOf(network: Network) {
  const traced = trace(network, olt, { wavesNm: [] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  return glassLine(network, pathTo(way, way.stops[0]));
}

/** The trace of glass that is longer than its record by a factor, as it is kept. */
function kept(network: Network, factor = 1.004): KeptTrace {
  const events = lineOf(network)
    .joints.filter(({ glassM }) => glassM > 0)
    .map(({ glassM }, i, all) => ({ glassM: glassM * factor, lossDb: 0.08, isEnd: i === all.length - 1 }));
  const laid = layTrace(network, olt, events);
  if (!laid.ok || !laid.value) throw new Error("not laid");
  return { events, joints: jointsOf(network, laid.value) };
}

function calibrating(network: Network, trace: KeptTrace) {
  const answer = calibratingBy(network, olt, trace);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** The plant with a node so many metres farther east and north. */
function moved(network: Network, nodeId: string, eastM: number, northM: number): Network {
  const [lon, lat] = network.get("nodes", nodeId)!.position;
  const { lonM, latM } = metresPerDegree(lat);
  return done(
    network,
    moveNode(network, { nodeId: nodeId as NodeId, position: [lon + eastM / lonM, lat + northM / latM] }),
  );
}

describe("a baseline after an edit of the plant", () => {
  const { network } = drawn;
  const baseline = kept(network);

  test("goes on calibrating when a node is moved: its events are matched to the lengths of now", () => {
    const edited = moved(network, "SC1", 0, 120);
    const { anchors, lost } = calibrating(edited, baseline);
    expect(lost).toEqual([]);
    const joints = lineOf(edited).joints.slice(1);
    expect(anchors).toEqual(
      joints.map(({ glassM, nodeId }, i) => {
        const opticalM = baseline.events[i].glassM;
        return { fromGlassM: 0, toGlassM: glassM, toNodeId: nodeId, opticalM, sdM: readingSdM(opticalM) };
      }),
    );
    const answer = locate(edited, olt, { opticalM: baseline.events[2].glassM }, { anchors });
    expect(answer.ok && answer.value.faults[0]).toMatchObject({ calibration: "calibrated" });
    const stale = calibrating(network, baseline).anchors;
    const silent = locate(edited, olt, { opticalM: baseline.events[2].glassM }, { anchors: stale });
    expect(silent.ok && silent.value.faults[0]).toMatchObject({ calibration: "uncalibrated" });
  });

  test("tells the joint that it no longer fits, and makes no anchor of its event", () => {
    const edited = moved(network, "SC2", 190, 0);
    const { anchors, lost } = calibrating(edited, baseline);
    expect(lost.map(({ nodeId, name, glassM }) => [nodeId, name, glassM])).toContainEqual([
      "SC2",
      "SC2",
      baseline.events[1].glassM,
    ]);
    expect(anchors.map(({ toNodeId }) => toNodeId)).not.toContain("SC2");
  });

  test("says all of it is lost where the port's glass is gone", () => {
    const bare = network.apply({
      note: "",
      put: {},
      remove: { splices: [...network.records("splices")].map(({ id }) => id) },
    });
    expect(calibrating(bare, baseline)).toEqual({
      anchors: [],
      lost: baseline.joints.map((joint) => ({ ...joint, glassM: baseline.events[joint.event].glassM })),
    });
  });
});

test("an anchor of one branch says nothing of another whose joint happens to lie at the same metre", () => {
  const { network } = sketch("OLT1 ====24==== SC1/4 --drop-- V1\n                |\n                +--drop-- V2");
  const traced = trace(network, olt, { wavesNm: [] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  const lines = way.stops
    .filter(({ reason }) => reason === "port")
    .map((stop) => glassLine(network, pathTo(way, stop)));
  const [one, two] = lines.map(({ joints }) => joints[joints.length - 1]);
  const anchor = { fromGlassM: 0, toGlassM: one.glassM, opticalM: one.glassM * 1.002, sdM: 0.5 };
  const reading = { opticalM: one.glassM * 0.9 };
  const answers = [one, two].map(({ nodeId }) =>
    locate(network, olt, reading, { anchors: [anchor, anchor].map((given) => ({ ...given, toNodeId: nodeId })) }),
  );
  expect(answers[1]).toEqual(locate(network, olt, reading));
  expect(answers[0]).not.toEqual(answers[1]);
});
