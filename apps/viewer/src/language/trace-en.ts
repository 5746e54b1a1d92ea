import type { Phrase } from "./phrase.ts";

/** The words of the trace. */
export const traceEn = {
  "trace.title": "Trace",
  "trace.asking": "Following the glass …",
  "trace.nothing": "There is no glass to follow.",
  "trace.complete": "Complete:",
  "trace.incomplete": "Not complete:",
  "trace.somewhere": "an unknown place",
  "trace.stop.port": "in a port at {at}",
  "trace.stop.open": "open at {at}",
  "trace.stop.spare": "spare output at {at}",
  "trace.stop.unasked": "at {at} joined to what does not stand yet ({because})",
  "trace.stop.loop": "a loop at {at}",
  "trace.stop.contested": "at {at} more than one joint claims the end ({because})",
  "trace.stop.broken": "a record is missing at {at}",
  "trace.ends": "{count} paths",
  "trace.total": "{drawn} drawn · {sheath} sheath · {glass} glass · {loss}",
  "trace.diagramLabel": "The path on a straight line: {count} hops",
  "trace.hop": "Hop",
  "trace.where": "Where",
  "trace.own": "Adds",
  "trace.budgetOf": "Loss budget from {port}",
  "trace.budget": "Budget towards {port} ({optics}):",
  "trace.within": "{nm} nm {db} dB, {left} dB left",
  "trace.over": "{nm} nm {db} dB, {by} dB too much",
  "trace.overload": "{nm} nm {db} dB, {by} dB too little loss: overload",
} as const satisfies Record<string, Phrase>;
