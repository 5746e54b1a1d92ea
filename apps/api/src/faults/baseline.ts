import type { OtdrRecord, Store } from "@cuntong/db";
import { type Calibrating, calibratingBy, type Network, type Port } from "@cuntong/network";
import { refusedBy } from "../plant/refused.ts";

/** The accepted trace of a port, laid on the plant as it is now. */
export interface BaselineNow {
  readonly record: OtdrRecord;
  readonly now: Calibrating;
  /** What an answer says of it. */
  readonly told: {
    readonly id: string;
    readonly at: string;
    readonly groupIndex?: number;
    readonly joints: number;
    readonly lost: readonly { readonly name: string; readonly nodeId: string; readonly glassM: number }[];
  };
}

/** What the accepted trace of a port says of its glass, where there is one: that of a wavelength, else the latest. */
export async function baselineNow(
  store: Store,
  network: Network,
  projectId: string,
  from: Port,
  waveNm?: number,
): Promise<BaselineNow | undefined> {
  const { baseline: record } = await store.otdrTraces.baselineOf(projectId, from, waveNm);
  if (!record) return undefined;
  const now = calibratingBy(network, from, record.summary);
  if (!now.ok) throw refusedBy(now);
  const { anchors, lost } = now.value;
  const { id, at, summary } = record;
  const index = summary.groupIndex === undefined ? {} : { groupIndex: summary.groupIndex };
  const shown = lost.map(({ name, nodeId, glassM }) => ({ name, nodeId, glassM }));
  return { record, now: now.value, told: { id, at, ...index, joints: anchors.length, lost: shown } };
}
