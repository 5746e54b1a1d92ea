import { canonicalJson } from "../change/canonical.ts";
import { type Change, ChangeBuilder, isEmpty } from "../change/change.ts";
import { touchedIds } from "../change/invert.ts";
import { type Records, type Ref, type Table, tables } from "../records/tables.ts";
import { checkChange } from "../rules/check.ts";
import type { Violation } from "../rules/violation.ts";
import type { Network } from "../snapshot/network.ts";
import { mergeLists } from "./merge-lists.ts";

/** What a design and the live plant do not agree on, field by field. */
export type Conflict = { readonly object: Ref } & (
  | {
      /** Both changed the field, each to something else. An absent value is a field that is not there. */
      readonly kind: "field";
      readonly field: string;
      readonly base?: unknown;
      readonly live?: unknown;
      readonly design?: unknown;
    }
  /** The design changes what the live plant no longer has. */
  | { readonly kind: "gone"; readonly fields: readonly string[] }
  /** The design removes what the live plant has changed since. */
  | { readonly kind: "changed"; readonly fields: readonly string[] }
  /** Both made an object of one id. */
  | { readonly kind: "made-twice"; readonly fields: readonly string[] }
);

/** A design brought onto the live plant. `change` is what it still has to say there; it leaves out every object in conflict. */
export interface Merge {
  readonly change: Change;
  readonly conflicts: readonly Conflict[];
  /** Rules that the change would break on the live plant. */
  readonly violations: readonly Violation[];
  /** True when nothing is in conflict and no rule is broken: the change can be applied. */
  readonly clean: boolean;
}

/**
 * Three-way merge of a design, made on `base`, into the plant as it is `live`. For each object and field: what only one side changed is
 * taken, what both changed alike is taken, what they changed differently is a conflict; nothing is ever overwritten. Lists of spans, ducts,
 * slack, marks and risk groups are merged item by item where the two changed different places; any other value is one.
 */
export function mergeDesign(design: Change, base: Network, live: Network): Merge {
  const builder = new ChangeBuilder();
  const conflicts: Conflict[] = [];
  for (const table of tables) {
    for (const id of [...touchedIds(design, table)].sort()) {
      const wanted = wantedRecord(design, table, id);
      const found = mergeObject({ table, id }, [base.get(table, id), live.get(table, id), wanted]);
      if (found.conflicts) conflicts.push(...found.conflicts);
      else if (found.remove) builder.remove(table, id);
      else if (found.put) builder.put(table, found.put as unknown as Records[Table]);
    }
  }
  const change = builder.build(design.note);
  const violations = checkChange(live, change);
  const clean = conflicts.length === 0 && violations.every(({ severity }) => severity !== "error");
  return { change, conflicts, violations, clean };
}

/** A design moved onto another base: the same intent, said of the plant as it is now. Nothing where it has conflicts there. */
export function rebaseDesign(design: Change, base: Network, onto: Network): Change | undefined {
  const { change, conflicts } = mergeDesign(design, base, onto);
  return conflicts.length === 0 ? change : undefined;
}

/** True where the live plant already is as the design wants it. */
export function isMerged(design: Change, live: Network): boolean {
  return isEmpty(mergeDesign(design, live, live).change);
}

type Fields = Readonly<Record<string, unknown>>;

interface Merged {
  readonly put?: Fields;
  readonly remove?: true;
  readonly conflicts?: readonly Conflict[];
}

function wantedRecord(design: Change, table: Table, id: string): Fields | undefined {
  const puts = (design.put[table] ?? []) as readonly unknown[] as readonly Fields[];
  return puts.find((record) => (table === "villages" ? record.code : record.id) === id);
}

function mergeObject(object: Ref, sides: readonly unknown[]): Merged {
  const [base, live, design] = sides as readonly (Fields | undefined)[];
  if (same(live, design)) return {};
  if (same(live, base)) return design === undefined ? { remove: true } : { put: design };
  if (same(design, base)) return {};
  if (design === undefined) return clash({ object, kind: "changed", fields: differing(base!, live!) });
  if (live === undefined) return clash({ object, kind: "gone", fields: differing(base!, design) });
  if (base === undefined) return clash({ object, kind: "made-twice", fields: differing(live, design) });
  return mergeFields(object, base, live, design);
}

function clash(conflict: Conflict): Merged {
  return { conflicts: [conflict] };
}

function mergeFields(object: Ref, base: Fields, live: Fields, design: Fields): Merged {
  const conflicts: Conflict[] = [];
  const merged: Record<string, unknown> = { ...live };
  for (const field of differing(base, design)) {
    const values = { base: base[field], live: live[field], design: design[field] };
    const liveChanged = !same(values.live, values.base) && !same(values.live, values.design);
    const value = liveChanged ? mergeValues(field, values) : values.design;
    if (liveChanged && value === undefined) conflicts.push({ object, kind: "field", field, ...values });
    else if (value === undefined) delete merged[field];
    else merged[field] = value;
  }
  return conflicts.length > 0 ? { conflicts } : { put: merged };
}

/** Fields that are lists of things of their own, changed one by one: a cable whose spans two people split at different places. */
const listFields = ["spanIds", "ducts", "slack", "marks", "riskGroups"];

function mergeValues(field: string, { base = [], live = [], design = [] }: Fields): unknown {
  if (!listFields.includes(field)) return undefined;
  return mergeLists(base as unknown[], live as unknown[], design as unknown[]);
}

/** Names of the fields that two records do not have alike, sorted. */
function differing(one: Fields, two: Fields): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...names].filter((name) => !same(one[name], two[name])).sort();
}

function same(one: unknown, two: unknown): boolean {
  if (one === two) return true;
  if (one === undefined || two === undefined) return false;
  return canonicalJson(one) === canonicalJson(two);
}
