import { idOf, type Records, type Ref, type Table } from "../records/tables.ts";

/** Every rule of the plant, by the code it refuses with (docs/plant.md says each in words). */
export const ruleCodes = [
  "ID_INVALID",
  "NUMBER_INVALID",
  "REFERENCE_MISSING",
  "IN_USE",
  "STATUS_TRANSITION",
  "STATUS_AHEAD",
  "POSITION_INVALID",
  "OUTSIDE_EXTENT",
  "NODE_TOO_NEAR",
  "SPAN_THROUGH_NODE",
  "SPAN_END_OFF_NODE",
  "LINE_INVALID",
  "LINE_CLOSED",
  "LINE_TOO_SHORT",
  "LINE_CROSSES_ITSELF",
  "LENGTH_WRONG",
  "MEASURED_TOO_SHORT",
  "DUCT_OUTSIDE_PARENT",
  "DUCT_OVERFILLED",
  "DUCT_NOT_ON_PATH",
  "CABLE_PATH_BROKEN",
  "CABLE_REPEATS_SPAN",
  "SLACK_INVALID",
  "MARK_INVALID",
  "DRUM_TOO_SHORT",
  "SHEATH_TOO_SHORT",
  "SHEATH_TOO_LONG",
  "STRAND_COUNT",
  "SPLITTER_RATIO",
  "STRAND_UNKNOWN",
  "LEG_UNKNOWN",
  "PORT_UNKNOWN",
  "END_TAKEN",
  "JOINT_ITSELF",
  "JOINT_ORDER",
  "JOINT_NOT_AT_NODE",
  "CLOSURE_NEEDED",
  "TRAY_UNKNOWN",
  "TRAY_FULL",
  "PON_CYCLE",
  "CIRCUIT_INVALID",
  "DROP_NOT_AT_VILLAGE",
  "DROP_UNLIT",
  "ATTACHMENT_INVALID",
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** A rule broken: an `error` may not be stored, a `warning` is stored and kept in sight. */
export interface Violation {
  readonly severity: "error" | "warning";
  readonly code: RuleCode;
  readonly object: Ref;
  /** The object that stands in the way, where one does. */
  readonly holder?: Ref;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

type Detail = Pick<Violation, "holder" | "params">;

/** The ways a rule can speak of one record. */
export class Speaker {
  readonly object: Ref;

  constructor(object: Ref) {
    this.object = object;
  }

  static of<T extends Table>(table: T, record: Records[T]): Speaker {
    return new Speaker({ table, id: idOf(table, record) });
  }

  error(code: RuleCode, message: string, detail: Detail = {}): Violation {
    return { severity: "error", code, object: this.object, message, ...detail };
  }

  warning(code: RuleCode, message: string, detail: Detail = {}): Violation {
    return { severity: "warning", code, object: this.object, message, ...detail };
  }
}
