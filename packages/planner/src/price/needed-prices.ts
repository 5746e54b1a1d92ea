import {
  type Area,
  type Corridors,
  type Counting,
  corridorClasses,
  crossingKinds,
  edgeFlags,
  type PlanSettings,
  type Span,
  type Support,
  slopeBands,
  supports,
} from "@cuntong/network";
import { hasRoads } from "../ground/road-crossings.ts";
import { supportOf } from "../ground/stretches.ts";
import { anyCable, opexCodeOf, priceCode } from "./price-codes.ts";

/** What a plan's prices follow from. */
export interface PricedGround {
  readonly corridors: Corridors;
  readonly settings: PlanSettings;
  readonly hasElevation: boolean;
  readonly areas?: readonly Area[];
  /** The existing spans: they are priced where the settings lay further cable along them. */
  readonly spans?: readonly Span[];
}

/**
 * Codes of every price that a plan along these corridors could need, in the order of the bill: supports in use by slope band (only
 * `flat` without elevation), those of existing spans that may carry further cable, the corridor classes in use with `offroad`, the soils, forests and permits of the areas, the kinds of
 * barrier present, roads that a link off the road could cross, and what the settings count beside.
 */
export function priceCodesNeeded({
  corridors,
  settings,
  hasElevation,
  areas = [],
  spans = [],
}: PricedGround): string[] {
  const { inUse, classes } = kindsInUse(corridors, settings);
  const bands = hasElevation ? slopeBands : slopeBands.slice(0, 1);
  const barriers = new Set(corridors.barriers.kind);
  if (settings.supportByClass.offroad !== null && hasRoads(corridors)) barriers.add(crossingKinds.indexOf("road"));
  const reused = new Set(settings.existingSpans === "reuse" ? spans.map(({ support }) => support) : []);
  const invested = [
    ...supports.filter((s) => inUse.has(s)).flatMap((s) => bands.map((band) => priceCode.span(s, band))),
    ...supports.filter((s) => reused.has(s)).map(priceCode.overlash),
    ...corridorClasses.filter((_, i) => classes.has(i)).map(priceCode.corridorClass),
    ...codesOfAreas(areas, settings, classes),
    ...crossingKinds.filter((_, i) => barriers.has(i)).map(priceCode.crossing),
    ...countedCodes(settings.counting),
  ];
  if (settings.counting.opex === null) return invested;
  return [...invested, ...new Set(invested.map(opexCodeOf).filter((code) => code !== undefined))];
}

/** Ground is paid for where the corridors lie on it: bridges, which have their own support, do not. */
function codesOfAreas(areas: readonly Area[], settings: PlanSettings, classes: ReadonlySet<number>): string[] {
  const onGround = new Set([...classes].map((i) => settings.supportByClass[corridorClasses[i]]));
  const inUse = supports.filter((support) => onGround.has(support));
  const codes = areas.flatMap((area) => {
    if (area.kind === "soil") return inUse.map((support) => priceCode.soil(support, area.soil));
    if (area.kind === "forest") return inUse.map((support) => priceCode.forest(support));
    return area.kind === "permit" ? [priceCode.permit(area.permit)] : [];
  });
  return [...new Set(codes)].sort();
}

function kindsInUse(corridors: Corridors, settings: PlanSettings) {
  const offroad = corridorClasses.indexOf("offroad");
  const inUse = new Set<Support>();
  const classes = new Set<number>([offroad]);
  const kindsOfEdge = new Set<number>([offroad << 8]);
  for (let e = 0; e < corridors.edgeClass.length; e++) {
    kindsOfEdge.add((corridors.edgeClass[e] << 8) | (corridors.edgeFlags[e] & edgeFlags.bridge));
  }
  for (const kind of kindsOfEdge) {
    const support = supportOf(settings, corridorClasses[kind >> 8], kind & 255);
    if (support === null) continue;
    inUse.add(support);
    classes.add(kind >> 8);
  }
  return { inUse, classes };
}

function countedCodes(counting: Counting): string[] {
  return [
    ...(counting.cable ? [anyCable] : []),
    priceCode.closure,
    ...(counting.poles ? [priceCode.pole] : []),
    ...(counting.drumM === null ? [] : [priceCode.joint]),
    ...(counting.cabinetsPerVillage > 0 ? [priceCode.cabinet] : []),
    ...(counting.splittersPerVillage > 0 ? [priceCode.splitter] : []),
    priceCode.drop,
    ...(counting.fixedPerVillage ? [priceCode.fixed] : []),
  ];
}
