import type { Cable, Duct, Network, Span } from "@cuntong/network";
import { type Circle, settled } from "./packing.ts";

/** A cable in a section, in millimetres. */
export interface SectionCable extends Circle {
  readonly cable: Cable;
}

/** A duct cut across, in millimetres, with the ducts and cables that lie in it. */
export interface SectionDuct extends Circle {
  readonly duct: Duct;
  readonly innerR: number;
  readonly ducts: readonly SectionDuct[];
  readonly cables: readonly SectionCable[];
  /** Its content is drawn smaller than it is, because it does not fit. */
  readonly crowded: boolean;
}

/** A span cut across: its ducts beside each other, and the cables that lie in none. Millimetres; the top left corner is the origin. */
export interface DuctSection {
  readonly width: number;
  readonly height: number;
  readonly ducts: readonly SectionDuct[];
  readonly loose: readonly SectionCable[];
}

/** Diameter of a cable whose type is not known, millimetres. */
const unknownMm = 10;
const gap = 7;

/** Draws what lies in and along a span. Retired ducts and cables are left out. */
export function ductSection(network: Network, span: Span): DuctSection {
  const ducts = recordsOn(network, span, "ducts");
  const cables = recordsOn(network, span, "cables");
  const ductOf = new Map(cables.map((cable) => [cable.id, ductOn(cable, span)]));
  const known = new Set<string>(ducts.map(({ id }) => id));
  const drawn = (duct: Duct, depth: number): SectionDuct => {
    const inner = ducts.filter(({ insideId }) => insideId === duct.id && depth < 8).map((one) => drawn(one, depth + 1));
    const held = cables.filter(({ id }) => ductOf.get(id) === duct.id);
    const innerR = duct.innerMm / 2;
    const { circles, scale } = settled(
      [...inner.map(({ r }) => r), ...held.map((cable) => radius(network, cable))],
      innerR,
    );
    const at = (i: number): Circle => circles[i] ?? { x: 0, y: 0, r: 0 };
    return {
      ...{ duct, x: 0, y: 0, r: duct.outerMm / 2, innerR, crowded: scale < 1 },
      ducts: inner.map((one, i) => resized(one, at(i))),
      cables: held.map((cable, i) => ({ cable, ...at(inner.length + i) })),
    };
  };
  const outer = ducts
    .filter(({ insideId }) => insideId === undefined || !known.has(insideId))
    .map((duct) => drawn(duct, 0));
  const loose = cables
    .filter(({ id }) => !known.has(ductOf.get(id) ?? ""))
    .map((cable) => ({ cable, x: 0, y: 0, r: radius(network, cable) }));
  const bank = inRows(outer);
  const row = inRows(loose, bank.height === 0 ? 0 : bank.height + gap);
  return {
    width: Math.max(bank.width, row.width),
    height: row.height || bank.height,
    ducts: bank.placed,
    loose: row.placed,
  };
}

function recordsOn<T extends "ducts" | "cables">(network: Network, span: Span, table: T) {
  return network
    .referrers("spans", span.id, table)
    .flatMap((id) => network.get(table, id) ?? [])
    .filter(({ status }) => status !== "decommissioned");
}

function ductOn({ ducts = [] }: Cable, span: Span): string | undefined {
  return ducts.find(({ spanId }) => spanId === span.id)?.ductId;
}

function radius(network: Network, { typeId }: Cable): number {
  return (network.get("cableTypes", typeId)?.outerMm ?? unknownMm) / 2;
}

/** A duct with all it holds moved to a circle, and made as large as that is. */
function resized(duct: SectionDuct, { x, y, r }: Circle): SectionDuct {
  const scale = r / duct.r;
  const shrunk = <C extends Circle>(one: C): C => ({ ...one, x: one.x * scale, y: one.y * scale, r: one.r * scale });
  return {
    ...{ ...duct, x, y, r, innerR: duct.innerR * scale },
    ducts: duct.ducts.map((one) => ({ ...resized(one, shrunk(one)), crowded: one.crowded })),
    cables: duct.cables.map(shrunk),
  };
}

/** Circles beside each other, in rows of equal number, from `top` down. */
function inRows<C extends Circle>(circles: readonly C[], top = 0): { placed: C[]; width: number; height: number } {
  const perRow = circles.length <= 4 ? circles.length : Math.ceil(Math.sqrt(circles.length * 1.5));
  const placed: C[] = [];
  let [width, y] = [0, top];
  for (let first = 0; first < circles.length; first += perRow) {
    const row = circles.slice(first, first + perRow);
    const most = Math.max(...row.map(({ r }) => r));
    let x = 0;
    for (const circle of row) {
      placed.push({ ...circle, x: x + circle.r, y: y + 2 * most - circle.r });
      x += 2 * circle.r + gap;
    }
    width = Math.max(width, x - gap);
    y += 2 * most + gap;
  }
  return { placed, width, height: circles.length === 0 ? 0 : y - gap };
}
