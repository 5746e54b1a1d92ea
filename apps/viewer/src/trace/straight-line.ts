import type { Hop, StrandHop } from "@cuntong/network";

/** A strand in a straight-line diagram, between two x. */
export interface LinePart {
  readonly hop: StrandHop;
  readonly place: number;
  readonly x1: number;
  readonly x2: number;
}

/** Whatever joins strands, at an x: a splice, patch, port or splitter. */
export interface JointPart {
  readonly hop: Exclude<Hop, StrandHop>;
  readonly place: number;
  readonly x: number;
}

/** A path laid out on one line. Pixels; lengths are told apart, not drawn to scale. */
export interface StraightLine {
  readonly lines: readonly LinePart[];
  readonly joints: readonly JointPart[];
  readonly width: number;
}

const jointRoom = 30;
const [least, most] = [96, 240];

/** Lays a path out on one line: strands grow with the root of their length, joints have room of their own. */
export function straightLine(hops: readonly Hop[]): StraightLine {
  const lines: LinePart[] = [];
  const joints: JointPart[] = [];
  let x = 20;
  for (const [place, hop] of hops.entries()) {
    if (hop.kind === "strand") {
      const width = Math.min(most, Math.max(least, 60 + 2.2 * Math.sqrt(hop.own.glassM)));
      lines.push({ hop, place, x1: x, x2: x + width });
      x += width;
    } else {
      joints.push({ hop, place, x: x + jointRoom / 2 });
      x += jointRoom;
    }
  }
  return { lines: lines.map((line) => reaching(line, hops)), joints, width: x + 20 };
}

/** A strand drawn on to the middles of the joints beside it. */
function reaching(line: LinePart, hops: readonly Hop[]): LinePart {
  const isJoint = (place: number) => hops[place] !== undefined && hops[place].kind !== "strand";
  const by = (place: number) => (isJoint(place) ? jointRoom / 2 : 0);
  return { ...line, x1: line.x1 - by(line.place - 1), x2: line.x2 + by(line.place + 1) };
}
