import type { Cable, CableType } from "../records/cable.ts";
import type { NodeId } from "../records/ids.ts";
import { type Confidence, weaker } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { cablePath } from "./cable-path.ts";

/** The three lengths of a stretch of cable: over the ground as drawn, along the sheath, along the glass. Metres. */
export interface Lengths {
  readonly drawnM: number;
  readonly sheathM: number;
  readonly glassM: number;
}

/** Lengths of a cable from its a-end to a node on its way, slack at that node not included. */
export interface Chainage extends Lengths {
  readonly nodeId: NodeId;
}

/** A cable measured: its lengths, how far each node is along it, and how sure that is. */
export interface CableLengths extends Lengths {
  readonly chainages: readonly Chainage[];
  readonly confidence: Confidence;
  /** Glass metres by which the truth may differ, from the settings' spread. */
  readonly spreadM: number;
  /** What the sheath was taken from: marks read off it all the way, some of the way, or none. */
  readonly sheathFrom: "marks" | "partly-marks" | "spans";
}

/**
 * Measures a cable. Sheath: between two read marks what they say (slack included); elsewhere each span's measured or else drawn metres
 * with the reserve of its support, and slack at the nodes. Glass: sheath x (1 + lay). The confidence is the weakest of the cable and
 * its spans. A cable whose path is broken is measured as far as it goes.
 */
export function cableLengths(network: Network, cable: Cable, type: CableType): CableLengths {
  const { nodeIds, spans } = cablePath(network, cable);
  const estimated = estimatedChainages(network, cable);
  const { sheath, from } = calibrated(cable, nodeIds, estimated);
  const lay = 1 + type.layPct / 100;
  const chainages: Chainage[] = [];
  let drawnM = 0;
  let confidence: Confidence = cable.confidence ?? "drawn";
  for (let i = 0; i < nodeIds.length; i++) {
    if (i > 0) {
      drawnM += spans[i - 1].lengthM;
      confidence = weaker(confidence, spans[i - 1].confidence ?? "drawn");
    }
    chainages.push({ nodeId: nodeIds[i], drawnM, sheathM: sheath[i], glassM: sheath[i] * lay });
  }
  const sheathM = sheath[nodeIds.length];
  const glassM = sheathM * lay;
  const spreadM = (glassM * network.settings.spreadPct[confidence]) / 100;
  return { drawnM, sheathM, glassM, chainages, confidence, spreadM, sheathFrom: from };
}

/** Sheath metres to the arrival at each node without regard to marks, and, last, to the cable's end with all slack. */
function estimatedChainages(network: Network, cable: Cable): number[] {
  const { nodeIds, spans } = cablePath(network, cable);
  const { reserveMPerKm } = network.settings;
  const slackLeft = [...(cable.slack ?? [])];
  const metres = [0];
  let sheathM = 0;
  for (let i = 0; i < nodeIds.length; i++) {
    // A node passed twice has its coils where the cable comes by first.
    for (let k = slackLeft.length - 1; k >= 0; k--) {
      if (slackLeft[k].nodeId === nodeIds[i]) sheathM += slackLeft.splice(k, 1)[0].sheathM;
    }
    if (i < spans.length) {
      const { support, lengthM, measuredM } = spans[i];
      sheathM += (measuredM ?? lengthM) * (1 + reserveMPerKm[support] / 1000);
    }
    metres.push(sheathM);
  }
  return metres;
}

/** Chainages bent so that between two marks they differ by what the marks say. */
function calibrated(
  { marks = [] }: Cable,
  nodeIds: readonly NodeId[],
  estimated: readonly number[],
): { readonly sheath: readonly number[]; readonly from: CableLengths["sheathFrom"] } {
  const read = marks
    .map(({ nodeId, markM }) => ({ at: nodeIds.indexOf(nodeId), markM }))
    .filter(({ at }) => at >= 0)
    .sort((x, y) => x.at - y.at);
  if (read.length < 2) return { sheath: estimated, from: "spans" };
  const sheath = [...estimated];
  let shiftM = 0;
  for (let k = 1; k < read.length; k++) {
    const [one, two] = [read[k - 1], read[k]];
    const saidM = Math.abs(two.markM - one.markM);
    const foundM = estimated[two.at] - estimated[one.at];
    for (let i = one.at + 1; i <= two.at; i++) {
      const part = foundM > 0 ? (estimated[i] - estimated[one.at]) / foundM : 0;
      sheath[i] = estimated[one.at] + shiftM + part * saidM;
    }
    shiftM += saidM - foundM;
  }
  for (let i = read[read.length - 1].at + 1; i < sheath.length; i++) sheath[i] = estimated[i] + shiftM;
  const whole = read[0].at === 0 && read[read.length - 1].at === nodeIds.length - 1;
  return { sheath, from: whole ? "marks" : "partly-marks" };
}
