import { z } from "zod";
import { Line, VillageCode } from "./words.ts";

const LockId = z.string().min(1).max(80).describe("names the lock in issues");
const LockLine = Line.max(2_000);

/** A part of the corridors: a line as drawn, or all that comes from one line of the corridor source. */
export const CorridorLock = z
  .union([z.strictObject({ id: LockId, line: LockLine }), z.strictObject({ id: LockId, source: z.number().int() })])
  .meta({ id: "CorridorLock" });

/** What is decided beforehand. A plan keeps it or is refused. */
export const PlanLocks = z
  .object({
    use: z.array(CorridorLock).max(500).default([]).describe("mandatory routes: built and paid in full"),
    avoid: z.array(CorridorLock).max(500).default([]).describe("nothing is built here"),
    must: z.array(VillageCode).max(20_000).default([]).describe("villages that must be connected"),
    forbid: z.array(VillageCode).max(20_000).default([]).describe("villages that this plan leaves out"),
    toleranceM: z
      .number()
      .min(1)
      .max(500)
      .default(25)
      .describe("how far a corridor may lie from the line that means it"),
  })
  .meta({ id: "PlanLocks" });
