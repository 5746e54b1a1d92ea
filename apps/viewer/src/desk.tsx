import { type DemoId, listProjects, settings } from "@cuntong/contract";
import { useRef, useState } from "react";
import { client } from "./api/client.ts";
import { useAnswer } from "./api/use-answer.ts";
import { DemoProgress } from "./chrome/demo-progress.tsx";
import { ProjectMenu } from "./chrome/project-menu.tsx";
import { TopBar } from "./chrome/top-bar.tsx";
import { DesignContext, designShown, useDesign } from "./designs/design-context.ts";
import { DropTrace } from "./faults/drop-trace.tsx";
import { FaultContext, useFaultRoom } from "./faults/fault-context.ts";
import { useSpeaker } from "./language/speaker.ts";
import type { Language } from "./language/translate.ts";
import { MapArea } from "./map/map-area.tsx";
import { type MapHandle, MapHandleContext } from "./map/map-handle.ts";
import { useWay, WayContext } from "./plant/edit/way-context.ts";
import { PastBanner } from "./plant/history/past-banner.tsx";
import { PlantContext } from "./plant/plant-context.ts";
import { usePlantAnswers } from "./plant/use-plant-answers.ts";
import { SidePanel } from "./side-panel.tsx";
import type { Address } from "./state/address.ts";
import { useWorkspace } from "./state/context.ts";
import { useAddressBar } from "./state/use-address-bar.ts";
import { useProject } from "./state/use-project.ts";
import { TraceContext, useTrace } from "./trace/trace-context.ts";

interface Props {
  readonly address: Address;
  readonly onLanguage: (language: Language) => void;
}

type Loading = { readonly demoId: DemoId; readonly attempt: number };

/** The screen: bar above, panel left, map right. */
export function Desk({ address, onLanguage }: Props) {
  const { t, language } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const map = useRef<MapHandle>(null);
  const [demo, setDemo] = useState<Loading | null>(null);
  const { answer: known } = useAnswer("settings", 0, (signal) => client.call(settings, { signal }));
  const { answer: list, reload } = useAnswer("projects", workspace.edition, async (signal) => {
    return (await client.call(listProjects, { signal })).projects;
  });
  const data = useProject(list);
  const design = useDesign(data.project?.id ?? null);
  const plant = usePlantAnswers(data.project, designShown(design));
  const trace = useTrace(plant);
  const way = useWay(plant, design);
  const faults = useFaultRoom(data.project);
  const onCamera = useAddressBar(address.camera ?? null, language);
  const projects = list.value ?? [];
  const menu = (
    <ProjectMenu projects={projects} project={data.project} onLoadDemo={(demoId) => setDemo({ demoId, attempt: 0 })} />
  );
  return (
    <PlantContext value={plant}>
      <TraceContext value={trace}>
        <DesignContext value={design}>
          <WayContext value={way}>
            <FaultContext value={faults}>
              <MapHandleContext value={map}>
                <a className="skip-link" href="#panel">
                  {t("top.skip")}
                </a>
                <TopBar project={data.project} counties={data.counties} projectMenu={menu} onLanguage={onLanguage} />
                <PastBanner />
                <main className="work">
                  <SidePanel
                    projects={list}
                    data={data}
                    onRetry={reload}
                    onLoadDemo={(demoId) => setDemo({ demoId, attempt: 0 })}
                  />
                  <MapArea data={data} basemap={known.value?.basemap ?? null} address={address} onCamera={onCamera}>
                    {workspace.room === "faults" && faults && <DropTrace />}
                    {demo && (
                      <DemoProgress
                        key={`${demo.demoId} ${demo.attempt}`}
                        demoId={demo.demoId}
                        onDone={(projectId) => {
                          setDemo(null);
                          dispatch({ type: "stored" });
                          dispatch({ type: "project", projectId });
                        }}
                        onRetry={() => setDemo({ ...demo, attempt: demo.attempt + 1 })}
                        onClose={() => setDemo(null)}
                      />
                    )}
                  </MapArea>
                </main>
              </MapHandleContext>
            </FaultContext>
          </WayContext>
        </DesignContext>
      </TraceContext>
    </PlantContext>
  );
}
