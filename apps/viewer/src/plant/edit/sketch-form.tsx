import { lineLengthM } from "@cuntong/geo";
import { type NodeKind, nodeKinds, type PlantStatus, type Support, supports } from "@cuntong/network";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import type { Sketch } from "../../state/workspace.ts";
import { positionWords } from "../object/position-words.ts";
import { usePlant } from "../plant-context.ts";
import { chainageM } from "./chainage.ts";
import { Choice, NameField, named } from "./choice.tsx";
import { StoreActions } from "./store-actions.tsx";
import type { Edits } from "./use-edits.ts";

/** Metres within which an end of a drawn span takes a node or span as its own: a little more than what a tile rounds off. */
const snapM = 2;
export const beginnings = ["proposed", "planned", "underConstruction"] as const satisfies readonly PlantStatus[];

/** What was drawn on the map, with what is to be said of it before it is stored. */
export function SketchForm({ sketch, edits }: { sketch: Sketch; edits: Edits }) {
  const { t, length } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { around } = usePlant();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<NodeKind>(sketch.task === "node" ? "pole" : "closure");
  const [support, setSupport] = useState<Support>("aerial");
  const [status, setStatus] = useState<PlantStatus>("planned");
  const [first] = sketch.line;
  const form = useRef<HTMLFormElement>(null);
  // It was drawn on the map: whoever drew it finds the form in sight, with the first field to fill.
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector("input")?.focus({ preventScroll: true });
  }, []);
  if (!first) return null;
  const called = named(name);
  const store = async () => {
    if (sketch.task === "node") return edits.run("placeNode", { kind, position: [...first], status, ...called });
    const line = sketch.line.map(([lon, lat]): [number, number] => [lon, lat]);
    if (sketch.task === "span") return edits.run("drawSpan", { line, support, status, snapM, ...called });
    const span = around.value?.network.get("spans", around.value.object.id);
    if (!span) return undefined;
    return edits.run("splitSpan", { spanId: span.id, atM: chainageM(span.line, first), kind, ...called });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const applied = await store();
    if (!applied) return;
    dispatch({ type: "dropSketch" });
    const table = sketch.task === "span" ? "spans" : "nodes";
    const [made] =
      applied.change.put[table]?.filter(({ id }) => around.value?.network.get(table, id) === undefined) ?? [];
    if (made) dispatch({ type: "object", object: { table, id: made.id } });
  };
  return (
    <form ref={form} className="edit-form sketch-form" onSubmit={(event) => void submit(event)}>
      <h2>
        {t(sketch.task === "node" ? "edit.placeNode" : sketch.task === "span" ? "edit.drawSpan" : "edit.splitSpan")}
      </h2>
      <p className="hint">
        {sketch.task === "span"
          ? t("edit.drawn", { length: length(lineLengthM(sketch.line)) })
          : t("edit.placed", { position: positionWords(first) })}
      </p>
      <div className="edit-row">
        <NameField label={t("edit.name")} value={name} onChange={setName} />
        {sketch.task === "span" ? (
          <Choice
            label={t("edit.support")}
            value={support}
            values={supports}
            word={(one) => t(`support.${one}`)}
            onChange={setSupport}
          />
        ) : (
          <Choice
            label={t("edit.kind")}
            value={kind}
            values={nodeKinds}
            word={(one) => t(`node.${one}`)}
            onChange={setKind}
          />
        )}
        {sketch.task !== "split" && (
          <Choice
            label={t("edit.as")}
            value={status}
            values={beginnings}
            word={(one) => t(`life.${one}`)}
            onChange={setStatus}
          />
        )}
      </div>
      <StoreActions>
        <button type="button" className="button" onClick={() => dispatch({ type: "pen", task: sketch.task })}>
          {t("edit.again")}
        </button>
      </StoreActions>
    </form>
  );
}
