export { pointDistances } from "./lay-points.ts";
export { type ReadSor, type ReadSorOptions, readSor } from "./read-sor.ts";
export type {
  SorAcquisition,
  SorBlock,
  SorChecksum,
  SorEvent,
  SorEventType,
  SorInstrument,
  SorLink,
  SorMarkers,
  SorPoints,
  SorPulse,
  SorStretch,
  SorSummary,
  SorTrace,
} from "./sor-trace.ts";
export { travelledM } from "./travelled.ts";
