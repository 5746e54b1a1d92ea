import { useEffect, useEffectEvent } from "react";
import { DesignBanner } from "../designs/design-banner.tsx";
import { useOpenDesign } from "../designs/design-context.ts";
import { DesignList } from "../designs/design-list.tsx";
import { DesignPanel } from "../designs/design-panel.tsx";
import { useWorkspace } from "../state/context.ts";
import type { Workspace } from "../state/workspace.ts";
import { useShownTrace } from "../trace/trace-context.ts";
import { TracePanel } from "../trace/trace-panel.tsx";
import { EditNote } from "./edit/edit-note.tsx";
import { PlantTools } from "./edit/plant-tools.tsx";
import { ShapeForm } from "./edit/shape-form.tsx";
import { SketchForm } from "./edit/sketch-form.tsx";
import { type Edits, useEdits } from "./edit/use-edits.ts";
import { LayForm, RerouteForm } from "./edit/way-form.tsx";
import { ObjectPanel } from "./object/object-panel.tsx";
import { PlantStock } from "./plant-stock.tsx";

/** The plant's room: tools, and the chosen object or what there is to choose. */
export function PlantRoom() {
  const { workspace } = useWorkspace();
  const edits = useEdits();
  const trace = useShownTrace();
  const design = useOpenDesign();
  const { object, asOf } = workspace;
  const looked = `${object?.table} ${object?.id} ${asOf}`;
  // What was said of one thing is not left standing over another.
  const leave = useEffectEvent(() => edits.now.state !== "storing" && edits.dismiss());
  useEffect(() => {
    if (looked) leave();
  }, [looked]);
  if (trace) return <TracePanel handle={trace} />;
  return (
    <div className="plant-room">
      {asOf === null && <PlantTools edits={edits} />}
      {asOf === null && <Begun workspace={workspace} edits={edits} />}
      <EditNote edits={edits} />
      {object ? (
        <>
          {design && <DesignBanner />}
          <ObjectPanel object={object} edits={edits} />
        </>
      ) : design ? (
        <DesignPanel handle={design} />
      ) : (
        <>
          <PlantStock />
          <DesignList />
        </>
      )}
    </div>
  );
}

/** What was drawn, picked or dragged on the map, with what is to be said of it before it is stored. */
function Begun({ workspace: { sketch, way, pen }, edits }: { workspace: Workspace; edits: Edits }) {
  if (way) return way.cableId === null ? <LayForm way={way} edits={edits} /> : <RerouteForm way={way} edits={edits} />;
  if (pen === "reshape" || pen === "move") return <ShapeForm task={pen} sketch={sketch} edits={edits} />;
  return sketch && <SketchForm key={`${sketch.task} ${sketch.line}`} sketch={sketch} edits={edits} />;
}
