import type { SorEvent, SorEventType } from "./sor-trace.ts";

const kinds: Readonly<Record<string, SorEventType["kind"]>> = {
  "0": "non-reflective",
  "1": "reflective",
  "2": "saturated",
};

const origins: Readonly<Record<string, SorEventType["origin"]>> = {
  A: "added",
  M: "moved",
  E: "end",
  F: "found",
  O: "end-out-of-range",
  D: "end-modified",
};

/** The number that stands for no landmark. */
const noLandmark = 9999;

/** An event's code of six characters in words: kind, origin, number of a landmark. */
export function eventType(code: string): SorEventType {
  const origin = origins[code.charAt(1)] ?? "unknown";
  const landmark = /^..\d{4}$/.test(code) ? Number(code.slice(2)) : noLandmark;
  return {
    code,
    kind: kinds[code.charAt(0)] ?? "unknown",
    origin,
    isEnd: origin === "end" || origin === "end-modified",
    landmark: landmark === noLandmark ? null : landmark,
  };
}

/** How the event's loss was measured, from two characters. */
export function lossMethod(code: string): SorEvent["method"] {
  if (code === "LS") return "least-squares";
  return code === "2P" ? "two-point" : "other";
}
