import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { knownBy, locate, type Reading } from "@cuntong/network";
import { type App, mount } from "../http/mount.ts";
import { refusedBy } from "../plant/refused.ts";
import { baselineNow } from "./baseline.ts";

export function mountLocate(app: App, store: Store): void {
  mount(app, contract.locateFault, async ({ body: { projectId, from, waveNm, ...reading } }) => {
    const { network, revision } = await store.inventory.network(projectId);
    const baseline = "equipmentId" in from ? await baselineNow(store, network, projectId, from, waveNm) : undefined;
    const known = baseline && knownBy(baseline.now, baseline.record.summary, waveNm);
    const located = locate(network, from, reading as Reading, known);
    if (!located.ok) throw refusedBy(located);
    return { revision, ...located.value, ...(baseline && { baseline: baseline.told }) };
  });
}
