import type { IncidentEventKind, Issue, KeptTrace } from "@cuntong/network";

/** States of an incident. */
export const incidentStates = ["open", "assigned", "restored", "closed"] as const;
export type IncidentState = (typeof incidentStates)[number];

/** What each state may become. A restored one whose trouble comes back is opened again; a closed one stays closed. */
export const incidentTransitions: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  open: ["assigned", "restored"],
  assigned: ["assigned", "restored"],
  restored: ["open", "closed"],
  closed: [],
};

/** Severities of ITU-T X.733. */
export const alarmSeverities = ["critical", "major", "minor", "warning", "indeterminate"] as const;
export type AlarmSeverity = (typeof alarmSeverities)[number];

/** A trouble that people work on. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly severity: AlarmSeverity;
  /** ISO 8601. */
  readonly openedAt: string;
  readonly assignedTo?: string;
  readonly restoredAt?: string;
  readonly closedAt?: string;
  readonly cause?: string;
  /** The stretches of time in which those it hit were dark, in order: from its opening, and from each time that it was opened again. */
  readonly dark: readonly DarkStretch[];
  /** Of its impact: how many villages it made dark, their people, and the revision of the plant that it was computed on. */
  readonly villagesLost: number;
  readonly peopleLost: number;
  readonly impactRevision?: number;
  /** Where the fault is thought to be: what a reading or a diagnosis said. */
  readonly place?: unknown;
  /** The revision that last changed it. */
  readonly revision: number;
}

/** ISO 8601; `until` is the restoration, absent while it is dark. */
export interface DarkStretch {
  readonly since: string;
  readonly until?: string;
}

/** A file that is evidence: a trace, a photo. Its bytes lie beside the store under their SHA-256. */
export interface EvidenceFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface IncidentEvent {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly kind: IncidentEventKind;
  readonly text?: string;
  readonly file?: EvidenceFile;
  /** Alarms that it was opened with, that were counted to it, taken from it, or seen. */
  readonly alarmIds?: readonly number[];
}

/** What an alarm is about. */
export interface AlarmObject {
  readonly villageCode?: string;
  readonly equipmentId?: string;
  readonly port?: number;
  readonly nodeId?: string;
}

/** One word of a source on an alarm. */
export interface AlarmWord {
  readonly source: string;
  readonly externalId: string;
  readonly state: "raised" | "cleared";
  /** ISO 8601: when it was raised or cleared, by the source's clock. */
  readonly at: string;
  readonly severity: AlarmSeverity;
  readonly type?: string;
  readonly cause?: string;
  readonly text?: string;
  readonly about: AlarmObject;
}

export interface Alarm {
  readonly id: number;
  readonly source: string;
  readonly externalId: string;
  readonly severity: AlarmSeverity;
  readonly type?: string;
  readonly cause?: string;
  readonly text?: string;
  readonly raisedAt: string;
  readonly clearedAt?: string;
  readonly flaps: number;
  readonly acknowledgedBy?: string;
  readonly about: AlarmObject;
  /** The object of the plant that it is about; absent where none was found. */
  readonly object?: { readonly table: string; readonly id: string };
  readonly incidentId?: string;
  readonly changed: number;
}

/** Mean time to repair and outage of incidents, closed and open, by county of the villages and by cause; both are empty where nobody said. */
export interface OutageRow {
  readonly countyCode: string;
  readonly cause: string;
  readonly incidents: number;
  /** Dark time of those that are restored, all their stretches together, not cut to the period; absent where none is. */
  readonly meanRepairMinutes?: number;
  readonly villageMinutes: number;
  readonly personMinutes: number;
}

/** What a kept trace shows, read once from its file. */
export interface OtdrSummary extends KeptTrace {
  /** Metres of launch cable that were taken off. */
  readonly launchM?: number;
  readonly checksum?: "ok" | "mismatch" | "absent";
  /** What was wrong in the file. */
  readonly issues?: readonly Issue[];
  /** Backscatter at even steps: metres from the port, and dB. */
  readonly curve?: { readonly startM: number; readonly stepM: number; readonly levelsDb: readonly number[] };
}

export interface OtdrRecord {
  readonly id: string;
  readonly equipmentId: string;
  readonly port: number;
  readonly waveNm?: number;
  readonly isBaseline: boolean;
  readonly fileName: string;
  readonly sha256: string;
  readonly summary: OtdrSummary;
  readonly by: string;
  readonly at: string;
  readonly revision: number;
}
