import { ChangeBuilder } from "../change/change.ts";
import type { ClosureId, NewId, SplitterId, SplitterTypeId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known, type Newcomer, newcomer } from "./operation.ts";

export interface PlaceSplitterArgs extends Newcomer {
  readonly closureId: ClosureId;
  readonly typeId: SplitterTypeId;
}

/** Puts a splitter into a closure, joined to nothing. */
export function placeSplitter(network: Network, args: PlaceSplitterArgs, newId: NewId): Answer {
  const closure = known(network, "closures", args.closureId, "CLOSURE_UNKNOWN");
  if (!closure.ok) return closure;
  const { closureId, typeId } = args;
  const splitter = { id: newId() as SplitterId, closureId, typeId, ...newcomer(args) };
  return judged(network, new ChangeBuilder().put("splitters", splitter), `place splitter in ${closureId}`);
}
