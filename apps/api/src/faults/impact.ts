import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { impact, type Network, workWindow } from "@cuntong/network";
import { type App, mount } from "../http/mount.ts";
import { refusedBy } from "../plant/refused.ts";

export function mountImpact(app: App, store: Store): void {
  mount(app, contract.impactOfCuts, async ({ body: { projectId, cuts, planned } }) => {
    const { network, revision } = await store.inventory.network(projectId);
    const found = impact(network, cuts);
    if (!found.ok) throw refusedBy(found);
    const window = planned ? workWindow(network, cuts) : undefined;
    if (window && !window.ok) throw refusedBy(window);
    const codes = found.value.villages.map(({ code }) => code);
    return { revision, impact: found.value, names: namesOf(network, codes), ...(window && { window: window.value }) };
  });
}

/** Names of villages by code. */
export function namesOf(network: Network, codes: Iterable<string>): Record<string, string> {
  return Object.fromEntries(
    [...codes].flatMap((code) => {
      const village = network.get("villages", code);
      return village ? [[code, village.name]] : [];
    }),
  );
}
