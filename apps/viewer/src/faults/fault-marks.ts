import { use, useMemo } from "react";
import { useSpeaker } from "../language/speaker.ts";
import type { LineMark } from "../trace/line/straight-line-view.tsx";
import { portOf } from "./fault-case.ts";
import { FaultContext } from "./fault-context.ts";

/** The located fault and the events of the read trace, for the straight line of the port that they were measured from; in metres of glass. */
export function useFaultMarks(start: string): readonly LineMark[] {
  const { t } = useSpeaker();
  const now = use(FaultContext)?.now;
  return useMemo(() => {
    const port = now && (now.otdr?.plant?.shotAt ?? portOf(now.portText));
    if (!port || start !== `equipment/${port.equipmentId}/${port.port}`) return [];
    const fault = now.located?.faults[now.way];
    const marks = (now.otdr?.events ?? []).map((event, i): LineMark => {
      return {
        id: `event ${i}`,
        atM: event.glassM,
        label: event.joint?.name ?? t("otdr.event", { number: i + 1 }),
        tone: "event",
      };
    });
    if (!fault) return marks;
    const { from, to } = fault.interval;
    return [
      ...marks,
      {
        id: "fault",
        atM: fault.place.glassM,
        between: [from.glassM, to.glassM],
        label: t("otdr.fault"),
        tone: "fault",
      },
    ];
  }, [now, start, t]);
}
