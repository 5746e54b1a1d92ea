import type { DemoId, Project } from "@cuntong/contract";
import { useRef } from "react";
import type { Answer } from "./api/use-answer.ts";
import { Empty, Failed, Loading } from "./controls/states.tsx";
import { Tabs } from "./controls/tabs.tsx";
import { DataPanel } from "./data/data-panel.tsx";
import { FaultRoom } from "./faults/fault-room.tsx";
import { useSpeaker } from "./language/speaker.ts";
import { useMapHandle } from "./map/map-handle.ts";
import { PlanPanel } from "./plan/plan-panel.tsx";
import { PlantRoom } from "./plant/plant-room.tsx";
import { rooms } from "./state/address.ts";
import { useWorkspace } from "./state/context.ts";
import type { ProjectData } from "./state/use-project.ts";

interface Props {
  readonly projects: Answer<readonly Project[]>;
  readonly data: ProjectData;
  readonly onRetry: () => void;
  readonly onLoadDemo: (demoId: DemoId) => void;
}

/** The panel beside the map: planning, the plant, faults, and the project's data, each a room of its own. */
export function SidePanel(props: Props) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const holder = useRef<HTMLElement>(null);
  return (
    <section ref={holder} id="panel" className="panel" aria-label={t("panel.label")} tabIndex={-1}>
      {props.data.project ? (
        <Tabs
          label={t("panel.label")}
          tabs={rooms.map((room) => ({ id: room, text: t(`panel.${room}`) }))}
          chosen={workspace.room}
          onChoose={(room) => dispatch({ type: "room", room })}
        >
          <PanelBody {...props} />
        </Tabs>
      ) : (
        <div className="panel-body">
          <NoProject {...props} />
        </div>
      )}
    </section>
  );
}

function PanelBody({ data }: Props) {
  const { workspace } = useWorkspace();
  const { viewRing } = useMapHandle();
  const { project, counties, plans, detail, reload } = data;
  if (!project) return null;
  if (workspace.room === "plant") return <PlantRoom key={project.id} />;
  if (workspace.room === "faults") return <FaultRoom key={project.id} counties={counties} />;
  if (workspace.room === "data") return <DataPanel key={project.id} project={project} areas={data.areas} />;
  return (
    <PlanPanel
      key={project.id}
      project={project}
      counties={counties}
      plans={plans}
      detail={detail}
      onReload={reload}
      viewRing={viewRing}
    />
  );
}

function NoProject({ projects, onRetry, onLoadDemo }: Props) {
  const { t } = useSpeaker();
  if (projects.state === "failed") return <Failed problem={projects.problem} onRetry={onRetry} />;
  if (!projects.value) return <Loading text={t("state.opening")} />;
  return (
    <Empty title={t("start.title")}>
      <p>{t("start.text")}</p>
      <button type="button" className="button button-main" onClick={() => onLoadDemo("guangxi")}>
        {t("start.demo")}
      </button>
    </Empty>
  );
}
