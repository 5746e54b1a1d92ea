import { cableLengths } from "../lengths/cable-lengths.ts";
import { cablePath } from "../lengths/cable-path.ts";
import type { Cable, CableType } from "../records/cable.ts";
import type { ClosureType, SplitterType } from "../records/closure.ts";
import type { Network } from "../snapshot/network.ts";
import { Speaker, type Violation } from "./violation.ts";

/** Rules of cables: an unbroken run of spans, slack, marks and ducts on it, a sheath that can be true. */
export function* cableRules(network: Network, cable: Cable): Generator<Violation> {
  const say = Speaker.of("cables", cable);
  const { nodeIds, brokenAt } = cablePath(network, cable);
  if (cable.spanIds.length === 0 || brokenAt !== undefined) {
    const spanId = cable.spanIds[brokenAt ?? 0];
    const params = { place: (brokenAt ?? 0) + 1 };
    const holder = spanId === undefined ? {} : { holder: { table: "spans", id: spanId } as const };
    yield say.error("CABLE_PATH_BROKEN", `Cable ${cable.id} breaks off at its span ${params.place}.`, {
      params,
      ...holder,
    });
    return;
  }
  const repeated = cable.spanIds.find((id, i) => cable.spanIds.indexOf(id) !== i);
  if (repeated !== undefined && !cable.loop) {
    const holder = { table: "spans", id: repeated } as const;
    yield say.error("CABLE_REPEATS_SPAN", `Cable ${cable.id} runs over span ${repeated} twice and is no loop.`, {
      holder,
    });
  }
  yield* slackRules(cable, nodeIds, say);
  for (const { spanId, ductId } of cable.ducts ?? []) {
    const duct = network.get("ducts", ductId);
    if (!duct || (duct.spanId === spanId && cable.spanIds.includes(spanId))) continue;
    const holder = { table: "ducts", id: ductId } as const;
    yield say.error("DUCT_NOT_ON_PATH", `Duct ${ductId} is not on span ${spanId} of cable ${cable.id}.`, { holder });
  }
  yield* sheathRules(network, cable, say);
}

function* slackRules(cable: Cable, nodeIds: readonly string[], say: Speaker): Generator<Violation> {
  const most = cable.drum?.lengthM ?? Infinity;
  for (const { nodeId, sheathM } of cable.slack ?? []) {
    if (sheathM >= 0 && sheathM <= most && sheathM < Infinity && nodeIds.includes(nodeId)) continue;
    yield say.error("SLACK_INVALID", `Cable ${cable.id} cannot have ${sheathM} m of slack at ${nodeId}.`, {
      holder: { table: "nodes", id: nodeId },
      params: { sheathM },
    });
  }
  const marks = (cable.marks ?? []).map(({ nodeId, markM }) => ({ at: nodeIds.indexOf(nodeId), nodeId, markM }));
  marks.sort((x, y) => x.at - y.at);
  const up = marks.length < 2 || marks[1].markM > marks[0].markM ? 1 : -1;
  for (const [i, { at, nodeId, markM }] of marks.entries()) {
    const risen = i === 0 || up * (markM - marks[i - 1].markM) > 0;
    if (at >= 0 && Number.isFinite(markM) && risen) continue;
    yield say.error("MARK_INVALID", `The mark of cable ${cable.id} at ${nodeId} cannot be ${markM} m.`, {
      holder: { table: "nodes", id: nodeId },
      params: { markM },
    });
  }
}

/** A sheath shorter than the line it follows, or a fifth longer, is kept and kept in sight. */
function* sheathRules(network: Network, cable: Cable, say: Speaker): Generator<Violation> {
  const type = network.get("cableTypes", cable.typeId);
  if (!type) return;
  const { drawnM, sheathM, sheathFrom } = cableLengths(network, cable, type);
  const params = { drawnM, sheathM };
  if (cable.drum && sheathM > cable.drum.lengthM + network.settings.toleranceM) {
    const detail = { params: { sheathM, drumM: cable.drum.lengthM } };
    yield say.warning("DRUM_TOO_SHORT", `Cable ${cable.id} is longer than its drum ${cable.drum.number}.`, detail);
  }
  if (sheathFrom === "spans" || drawnM === 0) return;
  if (sheathM < drawnM) {
    yield say.warning("SHEATH_TOO_SHORT", `The sheath of cable ${cable.id} is shorter than the line it follows.`, {
      params,
    });
  } else if (sheathM > 1.2 * drawnM) {
    yield say.warning("SHEATH_TOO_LONG", `The sheath of cable ${cable.id} is a fifth longer than its line.`, {
      params,
    });
  }
}

/** Rules of cable types: strands are tubes times strands in a tube, and figures can be true. */
export function* cableTypeRules(_: Network, type: CableType): Generator<Violation> {
  const say = Speaker.of("cableTypes", type);
  const { strands, tubes, strandsPerTube } = type;
  if (!isCount(strands, 10_000) || !isCount(tubes, 1000) || strands !== tubes * strandsPerTube) {
    const params = { strands, tubes, strandsPerTube };
    const message = `${tubes} tubes of ${strandsPerTube} strands do not make ${strands}.`;
    yield say.error("STRAND_COUNT", message, { params });
  }
  const attenuations = Object.values(type.attenuationDbPerKm);
  if (!(type.layPct >= 0 && type.layPct < 20 && type.outerMm > 0 && attenuations.every((db) => db > 0 && db < 100))) {
    yield say.error("NUMBER_INVALID", `Cable type ${type.id} has figures that cannot be.`);
  }
}

export function* closureTypeRules(_: Network, type: ClosureType): Generator<Violation> {
  if (isCount(type.trays, 1000) && isCount(type.splicesPerTray, 1000)) return;
  yield Speaker.of("closureTypes", type).error("NUMBER_INVALID", `Closure type ${type.id} has no possible trays.`);
}

/** Splitters are 1:N or 2:N with N from 2 to 128, and lose something. */
export function* splitterTypeRules(_: Network, type: SplitterType): Generator<Violation> {
  const { inputs, outputs, lossDb, maxLossDb } = type;
  const say = Speaker.of("splitterTypes", type);
  if ((inputs !== 1 && inputs !== 2) || !isCount(outputs, 128) || outputs < 2) {
    yield say.error("SPLITTER_RATIO", `There is no splitter ${inputs}:${outputs}.`, { params: { inputs, outputs } });
  }
  if (!(lossDb > 0 && maxLossDb > 0 && maxLossDb < 100)) {
    yield say.error("NUMBER_INVALID", `Splitter type ${type.id} has losses that cannot be.`);
  }
}

export function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
