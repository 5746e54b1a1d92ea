import type { County } from "@cuntong/contract";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { RedundancySection } from "../redundancy/redundancy-section.tsx";
import { useWorkspace } from "../state/context.ts";
import { useShownTrace } from "../trace/trace-context.ts";
import { TraceTable } from "../trace/trace-table.tsx";
import { AlarmSection } from "./alarm-section.tsx";
import { DarkSection } from "./dark-section.tsx";
import { useFaults } from "./fault-context.ts";
import { ImpactSection } from "./impact-section.tsx";
import { IncidentList } from "./incident-list.tsx";
import { IncidentPanel } from "./incident-panel.tsx";
import { ReadingSection } from "./reading-section.tsx";

/** The NOC's room: what came in, who is dark and why, where the fault is, whom it hits, and what is done about it. */
export function FaultRoom({ counties }: { counties: readonly County[] }) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  const { problem, busy } = useFaults();
  const trace = useShownTrace();
  if (workspace.incident !== null) return <IncidentPanel key={workspace.incident} id={workspace.incident} />;
  return (
    <div className="fault-room">
      <h2 className="visually-hidden">{t("panel.faults")}</h2>
      <p className="visually-hidden" role="status">
        {busy ? t("fault.asking") : ""}
      </p>
      {problem && <Failed problem={problem} />}
      <AlarmSection />
      <DarkSection />
      <ReadingSection />
      {trace?.answer.value && (
        <Section title={t("trace.hops")}>
          <TraceTable handle={trace} traced={trace.answer.value} />
        </Section>
      )}
      <ImpactSection />
      <IncidentList counties={counties} />
      <RedundancySection counties={counties} />
    </div>
  );
}
