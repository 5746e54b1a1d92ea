import { type Demo, listDemos, type Project } from "@cuntong/contract";
import { useId, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import type { Language } from "../language/translate.ts";
import { useWorkspace } from "../state/context.ts";
import { NewProjectDialog } from "./new-project-dialog.tsx";

interface Props {
  readonly projects: readonly Project[];
  readonly project: Project | null;
  readonly onLoadDemo: (demoId: Demo["id"]) => void;
}

/** The name of something that may have one in Chinese. */
function localName({ name, nameZh }: { name: string; nameZh: string | null }, language: Language): string {
  return language === "zh-CN" ? (nameZh ?? name) : name;
}

/** Chooses a project, loads a demonstration, or makes a new project. */
export function ProjectMenu({ projects, project, onLoadDemo }: Props) {
  const { t, language } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const menuId = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [creating, setCreating] = useState(false);
  const { answer, reload } = useAnswer("demos", workspace.edition, async (signal) => {
    return (await client.call(listDemos, { signal })).demos;
  });
  const close = () => menu.current?.hidePopover();
  const open = (projectId: string) => {
    close();
    dispatch({ type: "project", projectId });
  };
  return (
    <>
      <button type="button" className="project-button" popoverTarget={menuId}>
        <span className="visually-hidden">{t("project.choose")}</span>
        <span className="project-name">{project ? localName(project, language) : t("project.none")}</span>
        <span aria-hidden="true">▾</span>
      </button>
      <div ref={menu} id={menuId} popover="auto" className="project-menu">
        <h2>{t("project.list")}</h2>
        {projects.length === 0 && <p className="hint">{t("project.empty")}</p>}
        <ul>
          {projects.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="row-button"
                aria-current={one.id === project?.id}
                onClick={() => open(one.id)}
              >
                <span className="row-name">{localName(one, language)}</span>
                <ProjectSummary project={one} />
              </button>
            </li>
          ))}
        </ul>
        <h2>{t("demo.list")}</h2>
        {answer.state === "failed" && <Failed problem={answer.problem} onRetry={reload} />}
        <ul>
          {answer.value?.map((demo) => (
            <DemoItem
              key={demo.id}
              demo={demo}
              onOpen={() => open(projects.find((one) => one.demo === demo.id)?.id ?? demo.id)}
              onLoad={() => {
                close();
                onLoadDemo(demo.id);
              }}
            />
          ))}
        </ul>
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            setCreating(true);
          }}
        >
          {t("project.new")}
        </button>
      </div>
      {creating && <NewProjectDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function ProjectSummary({ project }: { project: Project }) {
  const { t, count } = useSpeaker();
  const villages = Object.values(project.villages).reduce((sum, number) => sum + number, 0);
  return (
    <span className="hint">
      {t("project.summary", { villages: count(villages), unconnected: count(project.villages.unconnected ?? 0) })}
    </span>
  );
}

function DemoItem({ demo, onOpen, onLoad }: { demo: Demo; onOpen: () => void; onLoad: () => void }) {
  const { t, language } = useSpeaker();
  return (
    <li>
      <button
        type="button"
        className="row-button"
        disabled={!demo.available && !demo.loaded}
        onClick={demo.loaded ? onOpen : onLoad}
      >
        <span className="row-name">{localName(demo, language)}</span>
        <span className="hint">
          {demo.loaded
            ? t("demo.loaded")
            : demo.available
              ? t(demo.generated ? "demo.loadGenerated" : "demo.loadReal")
              : (demo.reason ?? t("demo.absent"))}
        </span>
      </button>
    </li>
  );
}
