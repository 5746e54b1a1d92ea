import { useLayoutEffect, useRef, useState } from "react";
import { Bench } from "../../chrome/bench.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { nameOf } from "../object/names.ts";
import { usePlant } from "../plant-context.ts";
import { SpliceDiagramView } from "./splice-diagram-view.tsx";

/** The splice diagram of the chosen closure, as wide as the screen allows. */
export function SpliceBench() {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { around } = usePlant();
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(900);
  const open = workspace.wide && workspace.object?.table === "closures";
  useLayoutEffect(() => {
    const element = holder.current;
    if (!open || !element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(340, Math.min(1100, element.clientWidth - 4))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [open]);
  const network = around.value?.network;
  const closure = network?.get("closures", workspace.object?.id ?? "");
  if (!open || !network || !closure) return null;
  const title = `${t("closure.diagram")}: ${nameOf(network, { table: "closures", id: closure.id }, t)}`;
  return (
    <Bench label={t("closure.diagramLabel")} title={title} onClose={() => dispatch({ type: "wide", open: false })}>
      <div ref={holder} className="bench-drawing">
        <SpliceDiagramView network={network} closure={closure} width={width} />
      </div>
    </Bench>
  );
}
