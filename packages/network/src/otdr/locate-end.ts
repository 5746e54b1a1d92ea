import type { Anchor } from "../locate/calibration.ts";
import { type LocateCode, type Located, locate } from "../locate/locate.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { OtdrEvent } from "./event.ts";
import type { LaidTrace } from "./lay-trace.ts";

/**
 * Where the end that a trace shows lies, seen from the port that it was shot from. The joints that the trace itself shows before its end calibrate the glass, with
 * what an accepted trace from the same port says (both in the trace's metres). Undefined of a trace without an end, or shot from where no port is.
 */
export function locateEnd(
  network: Network,
  laid: LaidTrace,
  events: readonly OtdrEvent[],
  anchors: readonly Anchor[] = [],
): Result<Located | undefined, LocateCode> {
  const end = events.findIndex(({ isEnd }) => isEnd);
  if (end < 0 || events[end].glassM < 0 || !laid.shotAt) return accept(undefined);
  // Whether the end is a joint is what is asked, so it is no anchor of itself.
  const own = laid.anchors.filter((_, i) => laid.matches[i].event !== end);
  const known = laid.shotFrom === "end" ? own : [...own, ...anchors];
  return locate(network, laid.shotAt, { opticalM: events[end].glassM }, { anchors: known });
}
