import { isSplice, isSplitterLeg, isStrandEnd, type Joint, type JointEnd } from "../records/joint.ts";
import { PersistentMap } from "./persistent-map.ts";
import { holderOf } from "./references.ts";

/**
 * Joints by the ends they join. A cable, splitter or device has one row: the numbers of its joined ends, ascending, and beside them
 * the joints. A row copies in a microsecond, and a million joined ends take some ten bytes each beside the joints themselves.
 */
interface Row {
  readonly numbers: readonly number[];
  readonly joints: readonly Joint[];
}

type Holder = "cables" | "splitters" | "equipment";
const holders: readonly Holder[] = ["cables", "splitters", "equipment"];
type Rows = Readonly<Record<Holder, PersistentMap<string, Row>>>;

/** All joints of one plant by their ends. */
export class JointRows {
  readonly #rows: Rows;

  private constructor(rows: Rows) {
    this.#rows = rows;
  }

  static readonly empty = new JointRows({
    cables: PersistentMap.empty(),
    splitters: PersistentMap.empty(),
    equipment: PersistentMap.empty(),
  });

  /** The joints at an end: one in a sound plant, more where rules are broken. A frame's rear and front are told apart by `face`. */
  at(end: JointEnd, face: "rear" | "front"): readonly Joint[] {
    const row = this.#rowOf(end);
    if (!row) return none;
    const number = numberOf(end, face === "rear");
    let i = lowerBound(row.numbers, number);
    if (row.numbers[i] !== number) return none;
    if (row.numbers[i + 1] !== number) return [row.joints[i]];
    const found: Joint[] = [];
    for (; row.numbers[i] === number; i++) found.push(row.joints[i]);
    return found;
  }

  #rowOf(end: JointEnd): Row | undefined {
    if (isStrandEnd(end)) return this.#rows.cables.get(end.cableId);
    return isSplitterLeg(end) ? this.#rows.splitters.get(end.splitterId) : this.#rows.equipment.get(end.equipmentId);
  }

  /** Joints of a cable, splitter or device, by ascending tube, strand, leg or port; a joint between two of its ends comes twice. */
  of(table: Holder, id: string): readonly Joint[] {
    return this.#rows[table].get(id)?.joints ?? none;
  }

  with(removed: readonly Joint[], added: readonly Joint[]): JointRows {
    const changes = new RowChanges();
    for (const joint of removed) for (const end of endsOf(joint)) changes.of(end).gone.push(joint);
    for (const joint of added) {
      for (const end of endsOf(joint)) changes.of(end).come.push([numberOf(end, isSplice(joint)), joint]);
    }
    const rows = { ...this.#rows };
    for (const table of holders) rows[table] = withRows(this.#rows[table], changes.by[table]);
    return new JointRows(rows);
  }
}

interface RowChange {
  readonly gone: Joint[];
  readonly come: [number, Joint][];
}

/** Changes of rows by what the rows are of. */
class RowChanges {
  readonly by: Readonly<Record<Holder, Map<string, RowChange>>> = {
    cables: new Map(),
    splitters: new Map(),
    equipment: new Map(),
  };

  of(end: JointEnd): RowChange {
    const { table, id } = holderOf(end);
    const changes = this.by[table as Holder];
    let found = changes.get(id);
    if (!found) {
      found = { gone: [], come: [] };
      changes.set(id, found);
    }
    return found;
  }
}

function withRows(
  rows: PersistentMap<string, Row>,
  changes: ReadonlyMap<string, RowChange>,
): PersistentMap<string, Row> {
  const put: [string, Row][] = [];
  const remove: string[] = [];
  for (const [id, { gone, come }] of changes) {
    const row = changedRow(rows.get(id), gone, come);
    if (row.numbers.length === 0) remove.push(id);
    else put.push([id, row]);
  }
  return rows.with(put, remove);
}

function changedRow(old: Row | undefined, gone: readonly Joint[], come: [number, Joint][]): Row {
  const entries: [number, Joint][] = [];
  old?.joints.forEach((joint, i) => {
    if (!gone.includes(joint)) entries.push([old.numbers[i], joint]);
  });
  entries.push(...come);
  entries.sort(([n, x], [m, y]) => n - m || (x.id < y.id ? -1 : x.id > y.id ? 1 : 0));
  return { numbers: entries.map(([number]) => number), joints: entries.map(([, joint]) => joint) };
}

function endsOf({ a, b }: Joint): readonly [JointEnd, JointEnd] {
  return [a, b];
}

/** An end's number within its holder. Splices meet a port at its rear, patches at its front. */
function numberOf(end: JointEnd, rear: boolean): number {
  if (isStrandEnd(end)) return end.tube * 0x20000 + end.strand * 2 + (end.end === "b" ? 1 : 0);
  if (isSplitterLeg(end)) return end.leg * 2 + (end.side === "out" ? 1 : 0);
  return end.port * 2 + (rear ? 1 : 0);
}

function lowerBound(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const none: readonly Joint[] = [];
