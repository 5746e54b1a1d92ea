import type { Area, Import, Project } from "@cuntong/contract";
import { villageStatuses } from "@cuntong/network";
import { useState } from "react";
import type { Answer } from "../api/use-answer.ts";
import { useSpeaker } from "../language/speaker.ts";
import { villageColours } from "../map/palette.ts";
import { useWorkspace } from "../state/context.ts";
import { AreaList } from "./area-list.tsx";
import { ImportForm } from "./import-form.tsx";
import { ImportReport } from "./import-report.tsx";

/** The data tab: what the project holds, and files to bring in. */
export function DataPanel({ project, areas }: { project: Project; areas: Answer<readonly Area[]> }) {
  const { t, count } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [report, setReport] = useState<Import | null>(null);
  return (
    <>
      <h2>{t("data.title")}</h2>
      <dl className="pairs pairs-stock">
        {villageStatuses.map((status) => (
          <div key={status}>
            <dt>
              <i className="dot" style={{ background: villageColours[status] }} aria-hidden="true" />
              {t("data.villages", { status: t(`status.${status}`) })}
            </dt>
            <dd>{count(project.villages[status] ?? 0)}</dd>
          </div>
        ))}
        {(["nodes", "spans", "corridorEdges"] as const).map((kind) => (
          <div key={kind}>
            <dt>{t(`data.${kind}`)}</dt>
            <dd>{count(project[kind])}</dd>
          </div>
        ))}
        <div>
          <dt>{t("data.elevation")}</dt>
          <dd>{t(project.hasElevation ? "data.present" : "data.absent")}</dd>
        </div>
      </dl>
      <AreaList projectId={project.id} areas={areas} />
      {report ? (
        <ImportReport
          key={report.id}
          report={report}
          onCommitted={(committed) => {
            setReport(committed);
            dispatch({ type: "stored" });
          }}
          onClose={() => setReport(null)}
        />
      ) : (
        <ImportForm projectId={project.id} onReport={setReport} />
      )}
    </>
  );
}
