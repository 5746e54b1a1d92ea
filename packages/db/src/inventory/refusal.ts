import {
  type Conflict,
  type Ref,
  type RuleCode,
  ruleCodes,
  type Table,
  tables,
  type Violation,
} from "@cuntong/network";
import { constraintOf, detailOf, StoreError, sqlState } from "../trouble.ts";

/** A change that breaks rules of the plant: each with its code, its object and who stands in the way (docs/plant.md). */
export class RuleRefusal extends StoreError {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[], cause?: unknown) {
    super("RULE_BROKEN", violations.map(({ message }) => message).join(" "), cause);
    this.violations = violations;
  }
}

/** A change whose objects were changed since by others: what the two do not agree on, field by field. */
export class ConflictRefusal extends StoreError {
  readonly conflicts: readonly Conflict[];
  /** The revision that the change was held against. */
  readonly revision: number;

  constructor(conflicts: readonly Conflict[], revision: number) {
    const names = [...new Set(conflicts.map(({ object }) => object.id))].join(", ");
    super("CHANGE_CONFLICTS", `Others have changed ${names} since.`);
    this.conflicts = conflicts;
    this.revision = revision;
  }
}

/** The refusal that a rule held by the database means; nothing where an error is no such rule. */
export function ruleRefusal(error: unknown): RuleRefusal | undefined {
  const violation = violationOf(error);
  return violation && new RuleRefusal([violation], error);
}

function violationOf(error: unknown): Violation | undefined {
  const detail = detailOf(error) ?? "";
  const constraint = constraintOf(error);
  switch (sqlState(error)) {
    case "PL001":
      return toldViolation(error as Error, detail);
    case "23503":
      return constraint === "plant_reference_target" ? referenceViolation(detail) : undefined;
    case "23505":
      return constraint === "joint_end_once" ? broken("END_TAKEN", undefined, "An end is joined twice.") : undefined;
    case "23514":
      if (constraint !== "plant_object_joint_order") return undefined;
      return broken("JOINT_ORDER", undefined, "A joint is not stored with a before b.");
    default:
      return undefined;
  }
}

/** What `plant_refuse` tells. */
interface Told {
  readonly code: string;
  readonly table: Table;
  readonly id: string;
  readonly holderTable?: Table;
  readonly holder?: string;
}

function toldViolation(error: Error, detail: string): Violation {
  const { code, table, id, holderTable, holder } = JSON.parse(detail) as Told;
  const known = ruleCodes.find((rule) => rule === code);
  if (!known) throw new Error(`The database refuses with a code that is no rule: ${code}.`);
  const by = holderTable && holder !== undefined ? { holder: { table: holderTable, id: holder } } : {};
  const message = error.cause instanceof Error ? error.cause.message : error.message;
  return { severity: "error", code: known, object: { table, id }, message, ...by };
}

/** `Key (project_id, to_kind, to_id)=(p, nodes, N1) is not present in table ...`, or `... is still referenced from table ...`. */
function referenceViolation(detail: string): Violation | undefined {
  const found = new RegExp(`=\\(.*?, (${tables.join("|")}), (.*)\\) is (not present|still referenced)`).exec(detail);
  if (!found) return undefined;
  const object: Ref = { table: found[1] as Table, id: found[2]! };
  return found[3] === "not present"
    ? broken("REFERENCE_MISSING", object, `${object.id} is named and not there.`)
    : broken("IN_USE", object, `${object.id} cannot go: something needs it.`);
}

function broken(code: RuleCode, object: Ref | undefined, message: string): Violation {
  return { severity: "error", code, object: object ?? { table: "splices", id: "" }, message };
}
