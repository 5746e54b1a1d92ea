import type { Position } from "@cuntong/geo";
import { type CableLengths, cableLengths } from "../lengths/cable-lengths.ts";
import { cablePath } from "../lengths/cable-path.ts";
import type { Cable, CableType } from "../records/cable.ts";
import type { CableId, ClosureId, NodeId, SpanId } from "../records/ids.ts";
import type { Confidence } from "../records/status.ts";
import { weaker } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { PlantRoute } from "../topology/find-route.ts";
import type { LightPath } from "../trace/line.ts";

/** A stretch of glass that lies in one place: along a span, or coiled at a node. Metres of glass from the start of the line. */
export interface Stretch {
  readonly kind: "span" | "coil";
  readonly fromGlassM: number;
  readonly toGlassM: number;
  readonly cableId?: CableId;
  /** The nodes it leads from and to; one node of a coil. */
  readonly fromNodeId: NodeId;
  readonly toNodeId: NodeId;
  readonly spanId?: SpanId;
  /** The span's line in the direction of the glass; the node's position of a coil. */
  readonly line: readonly Position[];
  /** Metres of sheath along the cable from its a-end, at both ends of the stretch; they fall where the cable is entered by its b-end. */
  readonly sheathM: readonly [from: number, to: number];
}

/** A cable's part in a line, from joint to joint. */
export interface Section {
  readonly cableId?: CableId;
  readonly fromGlassM: number;
  readonly toGlassM: number;
  readonly confidence: Confidence;
  /** Standard deviation of its true length, as a part of it: the settings' spread is taken for 95 %. */
  readonly relativeSd: number;
}

/** Where glass is joined: at the start, between sections, at the end. */
export interface LineJoint {
  readonly glassM: number;
  readonly nodeId: NodeId;
  readonly closureId?: ClosureId;
  /** What light meets there, dB at the trace's first wavelength; 0 of an uncut strand. */
  readonly lossDb: number;
}

/** The glass of one path laid out straight: where each metre of it lies. */
export interface GlassLine {
  readonly stretches: readonly Stretch[];
  readonly sections: readonly Section[];
  readonly joints: readonly LineJoint[];
  readonly glassM: number;
}

/** 95 % of a normal distribution lie within so many standard deviations. */
export const ninetyFive = 1.96;

/** The line of a light path over the plant it was traced on. */
export function glassLine(network: Network, { hops }: LightPath): GlassLine {
  const line = new LineBuilder(network);
  for (const hop of hops) {
    if (hop.kind === "strand") line.cable(hop.cableId, hop.enters === "a");
    else {
      const closureId = hop.kind === "splice" || hop.kind === "splitter" ? hop.closureId : undefined;
      line.joint(hop.nodeId, closureId, hop.own.lossDb[0] ?? 0);
    }
  }
  return line.build();
}

/** What is taken for a cable where only spans are known: lay in per cent. The sheath has the settings' reserve of each support. */
export interface AssumedCable {
  readonly layPct: number;
}

/** The line of one cable that is assumed to run along a route, as for a plant of spans alone. Everything about it is `assumed`. */
export function routeLine(network: Network, route: PlantRoute, { layPct }: AssumedCable): GlassLine {
  const line = new LineBuilder(network);
  line.joint(route.nodeIds[0], undefined, 0);
  line.route(route, layPct);
  line.joint(route.nodeIds[route.nodeIds.length - 1], undefined, 0);
  return line.build();
}

class LineBuilder {
  readonly #network: Network;
  readonly #stretches: Stretch[] = [];
  readonly #sections: Section[] = [];
  readonly #joints: LineJoint[] = [];
  #glassM = 0;

  constructor(network: Network) {
    this.#network = network;
  }

  build(): GlassLine {
    return { stretches: this.#stretches, sections: this.#sections, joints: this.#joints, glassM: this.#glassM };
  }

  /** Several things at one place of the glass are one joint. */
  joint(nodeId: NodeId, closureId: ClosureId | undefined, lossDb: number): void {
    const last = this.#joints[this.#joints.length - 1];
    if (last?.glassM === this.#glassM) {
      const place = { ...last, ...(closureId !== undefined && { closureId }) };
      this.#joints[this.#joints.length - 1] = { ...place, lossDb: last.lossDb + lossDb };
    } else this.#joints.push({ glassM: this.#glassM, nodeId, ...(closureId !== undefined && { closureId }), lossDb });
  }

  cable(id: CableId, fromA: boolean): void {
    const cable = this.#network.get("cables", id);
    const type = cable && this.#network.get("cableTypes", cable.typeId);
    if (!type) return;
    const lengths = cableLengths(this.#network, cable, type);
    const start = this.#glassM;
    const pieces = piecesOf(this.#network, cable, type, lengths);
    for (const piece of fromA ? pieces : pieces.reverse().map(turned)) this.#add({ ...piece, cableId: id });
    this.#section(start, lengths.confidence, id);
  }

  route({ nodeIds, spanIds }: PlantRoute, layPct: number): void {
    const start = this.#glassM;
    let sheathM = 0;
    let confidence: Confidence = "assumed";
    for (const [i, spanId] of spanIds.entries()) {
      const span = this.#network.get("spans", spanId)!;
      const lengthM =
        (span.measuredM ?? span.lengthM) * (1 + this.#network.settings.reserveMPerKm[span.support] / 1000);
      confidence = weaker(confidence, span.confidence ?? "drawn");
      this.#add({
        kind: "span",
        glassM: lengthM * (1 + layPct / 100),
        ...{ fromNodeId: nodeIds[i], toNodeId: nodeIds[i + 1], spanId },
        line: span.from === nodeIds[i] ? span.line : [...span.line].reverse(),
        sheathM: [sheathM, sheathM + lengthM],
      });
      sheathM += lengthM;
    }
    this.#section(start, confidence);
  }

  #add({ glassM, ...piece }: Piece & { readonly cableId?: CableId }): void {
    if (glassM <= 0) return;
    this.#stretches.push({ ...piece, fromGlassM: this.#glassM, toGlassM: this.#glassM + glassM });
    this.#glassM += glassM;
  }

  #section(fromGlassM: number, confidence: Confidence, cableId?: CableId): void {
    if (this.#glassM <= fromGlassM) return;
    const relativeSd = this.#network.settings.spreadPct[confidence] / 100 / ninetyFive;
    const place = { fromGlassM, toGlassM: this.#glassM };
    this.#sections.push({ ...(cableId !== undefined && { cableId }), ...place, confidence, relativeSd });
  }
}

type Piece = Omit<Stretch, "fromGlassM" | "toGlassM" | "cableId"> & { readonly glassM: number };

/** The stretches of a cable from its a-end: at each node its coil, then the span that leads on. Marks stretch coils and spans alike. */
function piecesOf(network: Network, cable: Cable, type: CableType, { chainages, sheathM }: CableLengths): Piece[] {
  const { nodeIds, spans } = cablePath(network, cable);
  const lay = 1 + type.layPct / 100;
  const coils = coilsOf(cable);
  const { reserveMPerKm } = network.settings;
  return nodeIds.flatMap((nodeId, i) => {
    const from = chainages[i].sheathM;
    const to = i < spans.length ? chainages[i + 1].sheathM : sheathM;
    const coil = coils.get(nodeId) ?? 0;
    coils.delete(nodeId);
    const span = spans[i];
    const spanM = span ? (span.measuredM ?? span.lengthM) * (1 + reserveMPerKm[span.support] / 1000) : 0;
    const coilM = coil + spanM > 0 ? ((to - from) * coil) / (coil + spanM) : 0;
    const position = network.get("nodes", nodeId)?.position;
    const pieces: Piece[] = [];
    if (coilM > 0 && position) {
      const place = { fromNodeId: nodeId, toNodeId: nodeId, line: [position] };
      pieces.push({ kind: "coil", glassM: coilM * lay, ...place, sheathM: [from, from + coilM] });
    }
    if (span) {
      const place = { fromNodeId: nodeId, toNodeId: nodeIds[i + 1], spanId: span.id };
      const line = span.from === nodeId ? span.line : [...span.line].reverse();
      pieces.push({ kind: "span", glassM: (to - from - coilM) * lay, ...place, line, sheathM: [from + coilM, to] });
    }
    return pieces;
  });
}

/** Metres coiled at each node. */
function coilsOf({ slack = [] }: Cable): Map<NodeId, number> {
  const coils = new Map<NodeId, number>();
  for (const { nodeId, sheathM } of slack) coils.set(nodeId, (coils.get(nodeId) ?? 0) + sheathM);
  return coils;
}

function turned(piece: Piece): Piece {
  return {
    ...piece,
    ...{ fromNodeId: piece.toNodeId, toNodeId: piece.fromNodeId },
    line: [...piece.line].reverse(),
    sheathM: [piece.sheathM[1], piece.sheathM[0]],
  };
}
