import type { Alarm, CallAnswer, diagnoseFaults, impactOfCuts, locateFault, OtdrAnswer } from "@cuntong/contract";
import type { Cuts, Element, Endpoint, Port } from "@cuntong/network";

export type DiagnosisAnswer = CallAnswer<typeof diagnoseFaults>;
export type LocateAnswer = CallAnswer<typeof locateFault>;
export type ImpactAnswer = CallAnswer<typeof impactOfCuts>;
export type { OtdrAnswer };

/** What a person at the NOC is working on: told, asked and answered. */
export interface FaultCase {
  /** Codes of dark villages, or `EQUIPMENT:PORT`, as they were typed or pasted. */
  readonly darkText: string;
  readonly diagnosis: DiagnosisAnswer | null;
  /** The candidate that is looked at, by place. */
  readonly candidate: number | null;
  readonly portText: string;
  /** Metres as the instrument shows them, launch cable included. */
  readonly metresText: string;
  readonly launchText: string;
  readonly located: LocateAnswer | null;
  /** The way that is looked at, where the glass takes several. */
  readonly way: number;
  readonly otdr: OtdrAnswer | null;
  /** The file that it was read from, to be read again with another launch cable or accepted. */
  readonly traceFile: File | null;
  /** The event of the curve that is looked at. */
  readonly mark: string | null;
  readonly impact: ImpactAnswer | null;
  readonly cuts: Cuts | null;
}

export const emptyCase: FaultCase = {
  darkText: "",
  diagnosis: null,
  candidate: null,
  portText: "",
  metresText: "",
  launchText: "",
  located: null,
  way: 0,
  otdr: null,
  traceFile: null,
  mark: null,
  impact: null,
  cuts: null,
};

/** Metres of the launch cable; 0 where none is told, or no number. */
export function launchOf({ launchText }: Pick<FaultCase, "launchText">): number {
  const metres = Number(launchText);
  return Math.max(metres, 0);
}

/** `OLT-2:3` as a port; null where it is none. */
export function portOf(text: string): Port | null {
  const match = /^\s*(\S.*?)\s*[:：]\s*([1-9]\d{0,4})\s*$/.exec(text);
  return match ? ({ equipmentId: match[1], port: Number(match[2]) } as Port) : null;
}

export function portText({ equipmentId, port }: Port): string {
  return `${equipmentId}:${port}`;
}

/** Village codes and ports out of pasted text, whatever stands between them. */
export function endpointsOf(text: string): Endpoint[] {
  const words = text.split(/[\s,;，；、|]+/).filter((word) => word !== "");
  return [...new Set(words)].map((word) => portOf(word) ?? ({ villageCode: word } as Endpoint));
}

/** What raised alarms are about, in the words of the field. */
export function darkTextOf(alarms: readonly Alarm[]): string {
  const told = alarms
    .filter(({ clearedAt }) => clearedAt === undefined)
    .flatMap(
      ({ about: { villageCode, equipmentId, port } }) =>
        villageCode ?? (equipmentId && port ? `${equipmentId}:${port}` : []),
    );
  return [...new Set(told)].join("\n");
}

/** The cuts that a failed element means. */
export function cutsOf({ table, id }: Pick<Element, "table" | "id">): Cuts {
  return { [table]: [id] };
}
