import type { Change, ChangeBuilder } from "../change/change.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Records, Table } from "../records/tables.ts";
import { accept, type Refusal, type Result, refuse } from "../result.ts";
import { checkChange } from "../rules/check.ts";
import type { RuleCode } from "../rules/violation.ts";
import type { Network } from "../snapshot/network.ts";

/** Codes that operations refuse with, beside those of the rules (docs/plant.md). */
export const operationCodes = [
  "NODE_UNKNOWN",
  "SPAN_UNKNOWN",
  "CABLE_UNKNOWN",
  "CLOSURE_UNKNOWN",
  "SPLICE_UNKNOWN",
  "VILLAGE_UNKNOWN",
  "OBJECT_UNKNOWN",
  "AT_END",
  "NOT_ON_PATH",
  "NOT_JOINABLE",
  "DUCTS_DIFFER",
  "RANGE_EMPTY",
  "RANGE_UNEQUAL",
  "CIRCUIT_OPEN",
] as const;
export type OperationCode = (typeof operationCodes)[number];

/** An operation answers a change that keeps every rule, or says which one it would break and who stands in the way. */
export type Answer = Result<Change, OperationCode | RuleCode>;

/** The change that was gathered, if it keeps the rules. */
export function judged(network: Network, builder: ChangeBuilder, note: string): Answer {
  const change = builder.build(note);
  const broken = checkChange(network, change).find(({ severity }) => severity === "error");
  return broken ? refuse(broken.code, broken.message, broken.holder ?? broken.object) : accept(change);
}

/** The record of an id, or the refusal that it is not there. */
export function known<T extends Table, Code extends OperationCode>(
  network: Network,
  table: T,
  id: string,
  code: Code,
): { readonly ok: true; readonly value: Records[T] } | Refusal<Code> {
  const record = network.get(table, id);
  return record === undefined ? refuse(code, `There is no ${id}.`) : accept(record);
}

/** What every new object may be told. */
export interface Newcomer {
  readonly name?: string;
  /** `planned` where it is not said. */
  readonly status?: PlantStatus;
}

/** The fields of a new object that were told, with its status. */
export function newcomer({ name, status = "planned" }: Newcomer): { name?: string; status: PlantStatus } {
  return { ...(name !== undefined && { name }), status };
}
