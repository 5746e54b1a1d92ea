import type { Position } from "@cuntong/geo";

/** A village's official code (12 digits in China) or, where there is none, the id of its source. Unique in a project. */
export type VillageCode = string & { readonly brand: "VillageCode" };

/** Status of a village, in the legal order. */
export const villageStatuses = ["unconnected", "planned", "underConstruction", "connected", "accepted"] as const;
export type VillageStatus = (typeof villageStatuses)[number];

/** An administrative or natural village. */
export interface Village {
  readonly code: VillageCode;
  readonly name: string;
  readonly position: Position;
  readonly people?: number;
  readonly households?: number;
  readonly status: VillageStatus;
  /** Six-digit county code, where known. */
  readonly countyCode?: string;
  /** Services that it asks for, by name. */
  readonly services?: readonly string[];
  /** Points of priority (poverty, border), a whole number. */
  readonly priority?: number;
  /** ISO date by which it is to be connected. */
  readonly dueDate?: string;
}
