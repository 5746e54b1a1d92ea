import type { MultiPolygon } from "@cuntong/geo";

/** What an area means to a plan that comes into it. */
export const areaKinds = ["forbidden", "expensive", "soil", "forest", "permit"] as const;
export type AreaKind = (typeof areaKinds)[number];

/** Classes of ground, by how hard it is to dig or to set poles in. Ground in no area of soil is ordinary and costs nothing on top. */
export const soilClasses = ["soft", "hard", "gravel", "rock", "wetland"] as const;
export type SoilClass = (typeof soilClasses)[number];

interface AreaShape {
  /** Unique in a project. */
  readonly id: string;
  readonly name: string;
  /** Polygons with holes that do not overlap each other, WGS 84. */
  readonly shape: MultiPolygon;
}

/**
 * An area on the map that a plan may not enter or pays for. Areas may overlap: surcharges and permits add up, a metre of soil or forest
 * counts once, for the area that comes first.
 */
export type Area = AreaShape &
  (
    | { readonly kind: "forbidden" }
    /** Dearer by per cent of the prices of its metres, or by whole fen a metre. */
    | { readonly kind: "expensive"; readonly surcharge: { readonly pct: number } | { readonly fenPerM: number } }
    | { readonly kind: "soil"; readonly soil: SoilClass }
    | { readonly kind: "forest" }
    /** Building in it needs a permit of this type; the price book says what one costs, per area (`each`) or per metre (`m`). */
    | { readonly kind: "permit"; readonly permit: string }
  );
