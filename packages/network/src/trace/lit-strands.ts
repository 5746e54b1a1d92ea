import type { CableId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { trace } from "./trace.ts";

/** Strands of a cable that the glass of an OLT's port leads through, over what stands in the field, as `tube.strand`, in order. */
export function litStrands(network: Network, cableId: CableId): string[] {
  const type = network.get("cableTypes", network.get("cables", cableId)?.typeId ?? "");
  // Nobody asks what is lost on the way: no wavelength, and nothing to refuse.
  if (!type || network.jointsOf("cables", cableId).length === 0) return [];
  const lit: string[] = [];
  for (let tube = 1; tube <= type.tubes; tube++) {
    for (let strand = 1; strand <= type.strandsPerTube; strand++) {
      const joined = (["a", "b"] as const).some((end) => network.jointsAt({ cableId, tube, strand, end }).length > 0);
      if (!joined) continue;
      const found = trace(network, { cableId, tube, strand }, { wavesNm: [] });
      const hops = found.ok ? found.value.ways.flatMap((way) => way.hops) : [];
      if (hops.some((hop) => hop.kind === "port" && network.get("equipment", hop.equipmentId)?.kind === "olt")) {
        lit.push(`${tube}.${strand}`);
      }
    }
  }
  return lit;
}
