import type { Village } from "../village.ts";
import type { Cable, CableType } from "./cable.ts";
import type { Closure, ClosureType, Splitter, SplitterType } from "./closure.ts";
import type { Equipment } from "./equipment.ts";
import type { Patch, Splice } from "./joint.ts";
import type { PlantNode } from "./node.ts";
import type { Attachment, Circuit, Drop, Service } from "./service.ts";
import type { PlantSettings } from "./settings.ts";
import type { Duct, Span } from "./span.ts";
import type { PlantStatus } from "./status.ts";

/** Every kind of record of the plant, by the name of its table. All are plain JSON. */
export interface Records {
  readonly settings: PlantSettings;
  readonly cableTypes: CableType;
  readonly closureTypes: ClosureType;
  readonly splitterTypes: SplitterType;
  readonly nodes: PlantNode;
  readonly spans: Span;
  readonly ducts: Duct;
  readonly cables: Cable;
  readonly closures: Closure;
  readonly splitters: Splitter;
  readonly equipment: Equipment;
  readonly splices: Splice;
  readonly patches: Patch;
  readonly circuits: Circuit;
  readonly villages: Village;
  readonly drops: Drop;
  readonly services: Service;
  readonly attachments: Attachment;
}

/** The tables in an order in which each only refers to those before it (attachments to any). */
export const tables = [
  "settings",
  "cableTypes",
  "closureTypes",
  "splitterTypes",
  "nodes",
  "spans",
  "ducts",
  "cables",
  "closures",
  "splitters",
  "villages",
  "equipment",
  "splices",
  "patches",
  "circuits",
  "drops",
  "services",
  "attachments",
] as const satisfies readonly (keyof Records)[];
export type Table = (typeof tables)[number];

/** One object of the plant, by name. */
export interface Ref {
  readonly table: Table;
  readonly id: string;
}

/** Tables whose records have a status and its legal transitions; a village has its own. */
export const statusTables = [
  "nodes",
  "spans",
  "ducts",
  "cables",
  "closures",
  "splitters",
  "equipment",
  "splices",
  "patches",
  "circuits",
  "drops",
  "services",
] as const satisfies readonly Table[];
export type StatusTable = (typeof statusTables)[number];

export function hasStatus(table: Table): table is StatusTable {
  return (statusTables as readonly Table[]).includes(table);
}

/** A village goes by its code, everything else by its id. */
export function idOf<T extends Table>(table: T, record: Records[T]): string {
  return table === "villages" ? (record as Village).code : (record as { readonly id: string }).id;
}

/** The status of a record of plant; nothing for catalogues, settings, villages and attachments. */
export function statusOf<T extends Table>(table: T, record: Records[T]): PlantStatus | undefined {
  return hasStatus(table) ? (record as { readonly status: PlantStatus }).status : undefined;
}
