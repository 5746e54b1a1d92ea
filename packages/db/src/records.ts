import type { Extent, MultiPolygon, Position } from "@cuntong/geo";
import type { Issue, PlantNode, ProposalTotals, Span, Village, VillageStatus } from "@cuntong/network";
import type { RepeatableRequest } from "./request-answers.ts";

/** A value that JSON can carry. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** Who makes a change, and why: goes into the audit row of its revision. */
export interface Author {
  readonly by: string;
  readonly note?: string;
  /** The request that the change is made for, where it may be sent again: the change is made once. */
  readonly request?: RepeatableRequest;
}

/** The frozen corridor file of a project, which lies beside the store. */
export interface CorridorFile {
  /** File name inside the data folder. */
  readonly file: string;
  readonly sha256: string;
  readonly vertices: number;
  readonly edges: number;
  readonly barriers: number;
}

/** The elevation files of a project, beside the store. */
export interface ElevationFile {
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
}

/** One project: villages, plant, price books, corridors and plans of one place. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly nameZh?: string;
  /** True when its data are generated from a seed rather than surveyed; shown on the screen. */
  readonly generated: boolean;
  /** Which demonstration it is, if one. */
  readonly demo?: string;
  readonly credits: readonly string[];
  readonly extent?: Extent;
  readonly corridors?: CorridorFile;
  readonly elevation?: ElevationFile;
  readonly settings: JsonObject;
  readonly createdAt: string;
  /** The revision that last changed this record. */
  readonly revision: number;
}

export type NewProject = Omit<Project, "createdAt" | "revision" | "settings" | "generated" | "credits"> &
  Partial<Pick<Project, "settings" | "generated" | "credits">>;

/** A change of a project's own record: what is named is set, `null` clears. */
export type ProjectPatch = {
  readonly [K in "name" | "settings" | "generated" | "credits"]?: Project[K];
} & {
  readonly [K in "nameZh" | "demo" | "extent" | "corridors" | "elevation"]?: Project[K] | null;
};

export interface County {
  readonly code: string;
  readonly name: string;
  readonly shape: MultiPolygon;
}

export interface River {
  readonly name?: string;
  readonly lines: readonly (readonly Position[])[];
}

/** Which villages of a project are meant. No filter: all. */
export interface VillageFilter {
  readonly countyCode?: string;
  /** One status, or any of some. */
  readonly status?: VillageStatus | readonly VillageStatus[];
  /** Rings of one polygon, degrees WGS 84. */
  readonly within?: readonly (readonly Position[])[];
}

/** Villages of one county by status. `countyCode` is absent for villages that name no county. */
export interface VillageCount {
  readonly countyCode?: string;
  readonly countyName?: string;
  readonly byStatus: Readonly<Partial<Record<VillageStatus, number>>>;
  readonly total: number;
}

export interface Plant {
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
}

export const importStates = ["staged", "committed", "discarded"] as const;
export type ImportState = (typeof importStates)[number];

/** A file that was read and reported, waiting to be taken or thrown away. */
export interface Import {
  readonly id: string;
  readonly projectId: string;
  /** What it holds: `villages`, `plant`, `corridors`, `elevation`, `prices` ... */
  readonly kind: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly report: JsonObject;
  readonly createdAt: string;
}

export const planStates = ["queued", "running", "done", "failed", "cancelled"] as const;
export type PlanState = (typeof planStates)[number];

/** One run of the planner. */
export interface Plan {
  readonly id: string;
  readonly projectId: string;
  readonly state: PlanState;
  readonly request: JsonObject;
  readonly progress?: JsonObject;
  readonly totals?: ProposalTotals;
  readonly issues: readonly Issue[];
  /** The revision of the store that its inputs were read at. */
  readonly computedOn?: number;
  /** The revision that last changed this record (tiles of the proposal are cached by it). */
  readonly revision: number;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** A found village: what a search box shows. */
export type FoundVillage = Pick<Village, "code" | "name" | "position" | "status" | "countyCode"> & {
  readonly countyName?: string;
};

/** One line of the audit log. */
export interface AuditRow {
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly projectId?: string;
  readonly note?: string;
  /** The request it was made by, where the caller named it. */
  readonly requestId?: string;
}

export const designStates = ["open", "merged", "abandoned"] as const;
export type DesignState = (typeof designStates)[number];
