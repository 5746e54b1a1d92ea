import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { cablePath, diagnose, type Element, type Endpoint, type Network } from "@cuntong/network";
import { type App, mount } from "../http/mount.ts";
import { refusedBy } from "../plant/refused.ts";
import { namesOf } from "./impact.ts";

export function mountDiagnose(app: App, store: Store): void {
  mount(app, contract.diagnoseFaults, async ({ body: { projectId, mostFaults, ...sightings } }) => {
    const { network, revision } = await store.inventory.network(projectId);
    const isKnown = (endpoint: Endpoint) =>
      !("villageCode" in endpoint) || network.get("villages", endpoint.villageCode) !== undefined;
    const told = {
      ...sightings,
      dark: sightings.dark.filter(isKnown),
      lit: sightings.lit.filter(isKnown),
      alarms: sightings.alarms.filter(({ endpoint }) => isKnown(endpoint)),
    };
    const answer = diagnose(network, told, mostFaults === undefined ? {} : { mostFaults });
    if (!answer.ok) throw refusedBy(answer);
    const unknown = [...sightings.dark, ...sightings.lit].flatMap((one) =>
      "villageCode" in one && !isKnown(one) ? [one.villageCode] : [],
    );
    const likeliest = answer.value.candidates.flatMap(({ elements }) => elements.slice(0, 1));
    return {
      revision,
      diagnosis: answer.value,
      unknown: [...new Set(unknown)],
      places: likeliest.flatMap((element) => placesOf(network, element)),
      names: namesOf(
        network,
        codesOf(answer.value.candidates.flatMap(({ explains, against }) => [...explains, ...against])),
      ),
    };
  });
}

function codesOf(endpoints: readonly Endpoint[]): Set<string> {
  return new Set(endpoints.flatMap((endpoint) => ("villageCode" in endpoint ? [endpoint.villageCode] : [])));
}

/** The name of an element, and where it lies: a line, or one position; nothing where the plant does not have it. */
export function placesOf(network: Network, { table, id }: Element) {
  const record = network.get(table, id);
  if (!record) return [];
  const name = ("name" in record && record.name) || id;
  const line = lineOf(network, table, id);
  return [{ table, id, name, line: line.map(([lon, lat]): [number, number] => [lon, lat]) }];
}

function lineOf(network: Network, table: Element["table"], id: string): readonly (readonly [number, number])[] {
  switch (table) {
    case "spans":
      return network.get("spans", id)!.line;
    case "cables":
      return cablePath(network, network.get("cables", id)!).spans.flatMap(({ line }) => line);
    case "nodes":
      return [network.get("nodes", id)!.position];
    case "closures":
      return positionOf(network, network.get("closures", id)!.nodeId);
    case "equipment":
      return positionOf(network, network.get("equipment", id)!.nodeId);
    case "splitters": {
      const closure = network.get("closures", network.get("splitters", id)!.closureId);
      return closure ? positionOf(network, closure.nodeId) : [];
    }
  }
}

function positionOf(network: Network, nodeId: string) {
  const node = network.get("nodes", nodeId);
  return node ? [node.position] : [];
}
