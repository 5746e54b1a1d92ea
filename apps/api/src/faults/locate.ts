import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { locate, type Reading } from "@cuntong/network";
import { type App, mount } from "../http/mount.ts";
import { refusedBy } from "../plant/refused.ts";
import { baselineNow, knownBy } from "./baseline.ts";

export function mountLocate(app: App, store: Store): void {
  mount(app, contract.locateFault, async ({ body: { projectId, from, waveNm, ...reading } }) => {
    const { network, revision } = await store.inventory.network(projectId);
    const baseline = "equipmentId" in from ? await baselineNow(store, network, projectId, from, waveNm) : undefined;
    const located = locate(network, from, reading as Reading, { ...(baseline && knownBy(baseline, waveNm)) });
    if (!located.ok) throw refusedBy(located);
    return { revision, ...located.value, ...(baseline && { baseline: baseline.told }) };
  });
}
