import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTopology } from "@cuntong/formats";
import { Network, type Village, type VillageCode } from "@cuntong/network";
import { plantOfTopology } from "../network-of-topology.ts";

const folder = fileURLToPath(new URL("../../../../../../shared/data/topology-zoo", import.meta.url));
/** False on a machine without the real networks. */
export const hasTopologies = existsSync(folder);

/** Real networks of at most so many nodes: every node is a village, the one where most meet is the headend. */
export async function topologyNetworks(mostNodes: number): Promise<Network[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".graphml"));
  const read = await Promise.all(names.sort().map((name) => networkOf(name)));
  return read.filter((network) => network.count("nodes") <= mostNodes && network.count("nodes") > 3);
}

async function networkOf(name: string): Promise<Network> {
  const { topology } = await readTopology(new Uint8Array(readFileSync(join(folder, name))), { fileName: name });
  const { nodes, spans } = plantOfTopology(topology, name);
  const degree = new Map<string, number>();
  for (const { from, to } of spans) for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const hub = [...nodes].sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0))[0];
  const villages = nodes
    .filter(({ id }) => id !== hub?.id)
    .map(
      ({ id, position }): Village => ({ code: id as string as VillageCode, name: id, position, status: "connected" }),
    );
  const kinds = nodes.map((node) => ({
    ...node,
    kind: node.id === hub?.id ? ("headend" as const) : ("village" as const),
  }));
  return Network.of({ nodes: kinds, spans, villages });
}
