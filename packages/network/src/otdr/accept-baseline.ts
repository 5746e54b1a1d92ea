import { accept, type Result, refuse } from "../result.ts";
import type { LaidTrace } from "./lay-trace.ts";

export const baselineCodes = ["TRACE_DAMAGED", "CHECKSUM_FAILED", "NOTHING_MATCHED", "SHOT_FROM_FAR_END"] as const;
export type BaselineCode = (typeof baselineCodes)[number];

/** What is known of the file of a trace. */
export interface TraceFile {
  /** False where something of it is lost or cannot be. */
  readonly isWhole: boolean;
  readonly checksum: "ok" | "mismatch" | "absent";
}

/**
 * Judges a trace that is to become a port's baseline, which everything later is held against. Refuses a damaged file (`TRACE_DAMAGED`), one whose
 * checksum is not that of its bytes (`CHECKSUM_FAILED`), a trace of which no event is a joint of the port's glass (`NOTHING_MATCHED`), and one that
 * was shot from the other end (`SHOT_FROM_FAR_END`, with the port that it is to be kept for as holder).
 */
export function acceptBaseline(
  { isWhole, checksum }: TraceFile,
  laid: LaidTrace | undefined,
): Result<LaidTrace, BaselineCode> {
  if (!isWhole)
    return refuse("TRACE_DAMAGED", "The file is not whole: it cannot be what later traces are held against.");
  if (checksum === "mismatch") {
    return refuse(
      "CHECKSUM_FAILED",
      "The checksum is not that of the bytes: the file was changed after it was measured.",
    );
  }
  if (!laid || laid.matches.length === 0) {
    return refuse("NOTHING_MATCHED", "No event of the trace is a joint of the port's glass: it may be of other glass.");
  }
  if (laid.shotFrom !== "end") return accept(laid);
  const { shotAt } = laid;
  const where = shotAt ? `${shotAt.equipmentId}:${shotAt.port}` : "where no port is";
  const message = `The trace was shot from the other end, ${where}: it can only be the baseline of that port.`;
  return refuse("SHOT_FROM_FAR_END", message, shotAt && { table: "equipment", id: shotAt.equipmentId });
}
