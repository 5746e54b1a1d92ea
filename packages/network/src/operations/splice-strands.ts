import { ChangeBuilder } from "../change/change.ts";
import type { ClosureId, NewId, SpliceId } from "../records/ids.ts";
import { endText, isPort, type JointEnd, orderEnds, type Splice, type SpliceMethod } from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, type Newcomer, newcomer } from "./operation.ts";

export interface SpliceArgs extends Omit<Newcomer, "name"> {
  readonly closureId?: ClosureId;
  readonly tray?: number;
  readonly a: JointEnd;
  readonly b: JointEnd;
  /** `fusion` where it is not said. */
  readonly method?: SpliceMethod;
  readonly lossDb?: Readonly<Record<string, number>>;
}

/** Joins a strand end to another, to a splitter's leg or to a port. Refused where an end is taken, elsewhere, or the tray is full. */
export function spliceStrands(network: Network, args: SpliceArgs, newId: NewId): Answer {
  const builder = new ChangeBuilder().put("splices", spliceOf(args, newId));
  return judged(network, builder, `splice ${endText(args.a)} to ${endText(args.b)}`);
}

/** The record of a splice; at a port it needs neither closure nor tray. */
export function spliceOf(args: SpliceArgs, newId: NewId): Splice {
  const { closureId, tray, a, b, lossDb, method = isPort(a) || isPort(b) ? "connector" : "fusion" } = args;
  return {
    id: newId() as SpliceId,
    ...(closureId !== undefined && { closureId }),
    ...(tray !== undefined && { tray }),
    ...orderEnds(a, b),
    method,
    ...(lossDb && { lossDb }),
    status: newcomer(args).status,
  };
}
