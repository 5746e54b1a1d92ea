import { randomUUID } from "node:crypto";
import * as contract from "@cuntong/contract";
import type { OtdrRecord, OtdrSummary, Store } from "@cuntong/db";
import { acceptBaseline, compareTraces, type Port } from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";
import { readBytes } from "../http/body.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { refusedBy } from "../plant/refused.ts";
import { baselineNow } from "./baseline.ts";
import { isWhole, readShot } from "./read-shot.ts";
import { jointsIn, layShot, shotAnswer } from "./shot-answer.ts";

export function mountOtdr(app: App, { store, files }: { readonly store: Store; readonly files: DataFolder }): void {
  mount(
    app,
    contract.readOtdr,
    async ({ author, query: { projectId, equipmentId, port, name, keep, launchM }, request }) => {
      const bytes = await readBytes(request, contract.readOtdr.bodyLimitBytes);
      const shot = readShot(bytes, name, launchM);
      const { network, revision } = await store.inventory.network(projectId);
      const from = equipmentId !== undefined && port !== undefined ? ({ equipmentId, port } as Port) : undefined;
      if (!from) {
        if (keep !== "no") throw new Refusal("INVALID_REQUEST", "A trace is kept with the port that it was shot from.");
        return { revision, ...shotAnswer(network, shot, undefined, undefined) };
      }
      const { issues = [], checksum = "absent", waveNm } = shot.summary;
      const baseline = await baselineNow(store, network, projectId, from, waveNm);
      const laid = layShot(network, from, shot.summary, baseline);
      if (keep === "baseline") {
        const accepted = acceptBaseline({ isWhole: isWhole(issues), checksum }, laid?.laid);
        if (!accepted.ok) throw refusedBy(accepted);
      }
      const answer = shotAnswer(network, shot, laid, baseline);
      if (keep === "no") return { revision, ...answer };
      const { sha256 } = await files.keep(bytes, ".sor");
      const id = randomUUID();
      const summary: OtdrSummary = { ...shot.summary, joints: jointsIn(network, laid) };
      const what = { id, ...from, isBaseline: keep === "baseline", fileName: name, sha256, summary };
      const { trace } = await store.otdrTraces.keep(
        projectId,
        { ...what, ...(waveNm !== undefined && { waveNm }) },
        author,
      );
      return { revision, id: trace.id, ...answer };
    },
  );

  mount(app, contract.listOtdrTraces, async ({ query: { projectId, equipmentId, port } }) => {
    const { revision, traces } = await store.otdrTraces.list(projectId, { equipmentId, port });
    return { revision, traces: traces.map(headOf) };
  });

  mount(app, contract.getOtdrTrace, async ({ params: { id }, query: { projectId } }) => {
    const { trace } = await store.otdrTraces.get(projectId, id);
    const { network, revision } = await store.inventory.network(projectId);
    const from = { equipmentId: trace.equipmentId, port: trace.port } as Port;
    const known = await baselineNow(store, network, projectId, from, trace.waveNm);
    const baseline = known?.record.id === id ? undefined : known;
    const laid = layShot(network, from, trace.summary, baseline);
    const shot = { summary: trace.summary, measuredNm: trace.waveNm ?? null };
    return { revision, id, kept: headOf(trace), ...shotAnswer(network, shot, laid, baseline) };
  });

  mount(app, contract.compareOtdrTraces, async ({ params: { id }, query: { projectId, since } }) => {
    const { trace: earlier } = await store.otdrTraces.get(projectId, since);
    const { trace, revision } = await store.otdrTraces.get(projectId, id);
    const changes = compareTraces(earlier.summary, trace.summary);
    return { revision, since: headOf(earlier), trace: headOf(trace), changes };
  });
}

function headOf({ id, equipmentId, port, fileName, sha256, waveNm, isBaseline, by, at }: OtdrRecord) {
  const head = { id, equipmentId, port, fileName, sha256, isBaseline, by, at };
  return waveNm === undefined ? head : { ...head, waveNm };
}
