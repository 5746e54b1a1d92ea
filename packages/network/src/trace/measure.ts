import { weaker } from "../records/status.ts";
import type { Measure } from "./hop.ts";

/** Two measures one after the other. */
export function sum(a: Measure, b: Measure): Measure {
  return {
    drawnM: a.drawnM + b.drawnM,
    sheathM: a.sheathM + b.sheathM,
    glassM: a.glassM + b.glassM,
    spreadM: a.spreadM + b.spreadM,
    confidence: weaker(a.confidence, b.confidence),
    lossDb: a.lossDb.map((loss, i) => loss + b.lossDb[i]),
  };
}
