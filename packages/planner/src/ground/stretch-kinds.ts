import {
  type CorridorClass,
  corridorClasses,
  edgeFlags,
  type PlanSettings,
  type Support,
  supports,
} from "@cuntong/network";
import { supportOf } from "./stretches.ts";

/** What a stretch is priced by. */
export interface StretchKind {
  readonly support: Support;
  readonly corridorClass: CorridorClass;
  /** True where the poles, ducts or trench of an existing span carry the cable: nothing but cable is laid. */
  readonly reused: boolean;
}

const reusedFrom = 2 * corridorClasses.length;

/** Number of the kind that a stretch along a corridor is of; class and flags as in the corridors. */
export function kindOfCorridor(classIndex: number, flags: number): number {
  return 2 * classIndex + (flags & edgeFlags.bridge ? 1 : 0);
}

/** Number of the kind that a stretch along an existing span is of. */
export function kindOfSpan(support: Support): number {
  return reusedFrom + supports.indexOf(support);
}

/** Every kind, by number; null where building is forbidden. */
export function stretchKinds(settings: PlanSettings): readonly (StretchKind | null)[] {
  const along = corridorClasses.flatMap((corridorClass) =>
    [0, edgeFlags.bridge].map((flags) => {
      const support = supportOf(settings, corridorClass, flags);
      return support === null ? null : { support, corridorClass, reused: false };
    }),
  );
  return [...along, ...supports.map((support) => ({ support, corridorClass: "other" as const, reused: true }))];
}
