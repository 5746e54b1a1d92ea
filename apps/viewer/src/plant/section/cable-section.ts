import {
  type CableType,
  colourOf,
  isStrandEnd,
  type Joint,
  type MarkedColour,
  type Network,
  type Strand,
  type StrandEnd,
} from "@cuntong/network";
import { type Circle, ringsOf } from "./packing.ts";

/** What a strand is used for: joined to nothing, joined somewhere, or with light in it. */
export type StrandUse = "free" | "joined" | "lit";

/** One strand of a section: where it lies, how it is told apart, and what it is joined to at its two ends. */
export interface SectionStrand extends Circle, Pick<Strand, "tube" | "strand"> {
  readonly colour: MarkedColour;
  readonly use: StrandUse;
  readonly a: Joint | undefined;
  readonly b: Joint | undefined;
}

export interface SectionTube extends Circle {
  readonly tube: number;
  readonly colour: MarkedColour;
  readonly strands: readonly SectionStrand[];
}

/** A cable cut across, about the origin: its sheath is a circle of radius 100. */
export interface CableSection {
  readonly tubes: readonly SectionTube[];
  readonly uses: Readonly<Record<StrandUse, number>>;
}

const inside = 93;

/**
 * Draws a cable cut across. `lit` holds the strands, as `tube.strand`, that are known to carry light; what is joined and not among them is
 * `joined`.
 */
export function cableSection(
  network: Network,
  cableId: StrandEnd["cableId"],
  type: CableType,
  lit: ReadonlySet<string>,
): CableSection {
  const ends = jointsByEnd(network, cableId);
  const uses = { free: 0, joined: 0, lit: 0 };
  const places = type.tubes === 1 ? [{ x: 0, y: 0, r: inside * 0.8 }] : ringsOf(type.tubes, inside, inside * 0.44);
  const tubes = places.map((place, i): SectionTube => {
    const tube = i + 1;
    const strands = ringsOf(type.strandsPerTube, place.r * 0.88, place.r * 0.3).map((at, k): SectionStrand => {
      const strand = k + 1;
      const [a, b] = [ends.get(`${tube}.${strand} a`), ends.get(`${tube}.${strand} b`)];
      const use = lit.has(`${tube}.${strand}`) ? "lit" : a || b ? "joined" : "free";
      uses[use]++;
      const circle = { x: place.x + at.x, y: place.y + at.y, r: at.r * 0.94 };
      return { ...circle, tube, strand, colour: colourOf(type.strandColours, strand), use, a, b };
    });
    return { ...place, tube, colour: colourOf(type.tubeColours, tube), strands };
  });
  return { tubes, uses };
}

function jointsByEnd(network: Network, cableId: string): Map<string, Joint> {
  const ends = new Map<string, Joint>();
  for (const joint of network.jointsOf("cables", cableId)) {
    for (const end of [joint.a, joint.b]) {
      if (isStrandEnd(end) && end.cableId === cableId) ends.set(`${end.tube}.${end.strand} ${end.end}`, joint);
    }
  }
  return ends;
}
