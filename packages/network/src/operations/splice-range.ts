import { ChangeBuilder } from "../change/change.ts";
import type { CableType } from "../records/cable.ts";
import { type Colour, numbersOfColour } from "../records/colours.ts";
import type { CableId, ClosureId, NewId } from "../records/ids.ts";
import type { StrandEnd } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import { splicesInTray } from "../rules/joint-rules.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";
import { spliceOf } from "./splice-strands.ts";

/** Strands of one cable end: in these tubes, by number or colour, these strands, by number or colour; all where it is not said. */
export interface StrandRange {
  readonly cableId: CableId;
  readonly end: "a" | "b";
  readonly tubes?: readonly (number | Colour)[];
  readonly strands?: readonly (number | Colour)[];
}

export interface SpliceRangeArgs {
  readonly closureId: ClosureId;
  /** The tray to begin with; the next ones follow as each fills. */
  readonly tray?: number;
  readonly a: StrandRange;
  readonly b: StrandRange;
  readonly status?: PlantStatus;
}

/** Splices one range of strands to another, the first to the first and so on, tube by tube. The ranges must be equally long. */
export function spliceRange(network: Network, args: SpliceRangeArgs, newId: NewId): Answer {
  const closure = known(network, "closures", args.closureId, "CLOSURE_UNKNOWN");
  if (!closure.ok) return closure;
  const one = endsOf(network, args.a);
  if (!one.ok) return one;
  const two = endsOf(network, args.b);
  if (!two.ok) return two;
  if (one.value.length === 0) return refuse("RANGE_EMPTY", "The range holds no strand.");
  if (one.value.length !== two.value.length) {
    return refuse("RANGE_UNEQUAL", `${one.value.length} strands cannot be spliced to ${two.value.length}.`);
  }
  const places = trayPlaces(network, args.closureId, closure.value.typeId, args.tray ?? 1);
  const builder = new ChangeBuilder();
  const status = args.status && { status: args.status };
  one.value.forEach((a, i) => {
    const tray = places.next().value;
    builder.put("splices", spliceOf({ closureId: args.closureId, tray, a, b: two.value[i], ...status }, newId));
  });
  return judged(network, builder, `splice ${one.value.length} strands of ${args.a.cableId} to ${args.b.cableId}`);
}

function endsOf(network: Network, range: StrandRange): Result<StrandEnd[], "CABLE_UNKNOWN"> {
  const { cableId, end } = range;
  const cable = known(network, "cables", cableId, "CABLE_UNKNOWN");
  if (!cable.ok) return cable;
  const type = network.get("cableTypes", cable.value.typeId);
  if (!type) return refuse("CABLE_UNKNOWN", `The type of ${cableId} is not known.`);
  const { tubes, strands } = numbersOf(type, range);
  return accept(tubes.flatMap((tube) => strands.map((strand): StrandEnd => ({ cableId, tube, strand, end }))));
}

function numbersOf(type: CableType, { tubes, strands }: StrandRange): { tubes: number[]; strands: number[] } {
  const all = (size: number) => Array.from({ length: size }, (_, i) => i + 1);
  return {
    tubes: tubes?.flatMap((tube) => named(tube, type.tubeColours, type.tubes)) ?? all(type.tubes),
    strands:
      strands?.flatMap((strand) => named(strand, type.strandColours, type.strandsPerTube)) ?? all(type.strandsPerTube),
  };
}

function named(member: number | Colour, scheme: CableType["tubeColours"], size: number): number[] {
  return typeof member === "number" ? [member] : numbersOfColour(scheme, size, member);
}

/** Free places tray after tray; past the last tray the number runs on, for the rules to refuse. */
function* trayPlaces(network: Network, closureId: string, typeId: string, first: number): Generator<number, never> {
  const size = network.get("closureTypes", typeId)?.splicesPerTray ?? 1;
  for (let tray = first; ; tray++) {
    for (let used = splicesInTray(network, closureId, tray); used < size; used++) yield tray;
  }
}
