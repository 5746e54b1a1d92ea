import {
  endNode,
  hasStatus,
  legalTransitions,
  type NamedTable,
  namedTables,
  type PlantStatus,
  type Ref,
  statusOf,
} from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import type { PlantPen } from "../../state/workspace.ts";
import type { Around } from "../plant-context.ts";
import { InsertClosureForm, PlaceSplitterForm } from "./add-forms.tsx";
import { AttachTool } from "./attach-tool.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { CutForm } from "./cut-form.tsx";
import { PatchForm } from "./patch-form.tsx";
import { PlaceDuctForm, PlaceEquipmentForm } from "./place-forms.tsx";
import { AddCircuitForm, AddServiceForm, VillageSteps } from "./service-forms.tsx";
import { SpliceRangeForm } from "./splice-range-form.tsx";
import type { Edits } from "./use-edits.ts";

interface Props {
  readonly around: Around;
  readonly edits: Edits;
}

/** Every way to change the chosen object that makes sense for it; steps of its status that are not legal are not offered. */
export function ObjectEdits({ around, edits }: Props) {
  const { t } = useSpeaker();
  const { object, network } = around;
  const record = network.get(object.table, object.id);
  const [open, setOpen] = useState(false);
  if (!record) return null;
  const status = statusOf(object.table, record);
  return (
    <details className="section object-edits" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3>{t("edit.title")}</h3>
      </summary>
      {open && (
        <div className="section-body">
          {isNamed(object) && <RenameForm key={object.id} around={around} edits={edits} />}
          {status && <StatusSteps object={object} status={status} edits={edits} />}
          {object.table === "closures" && <SpliceRangeForm around={around} edits={edits} />}
          {object.table === "closures" && <PlaceSplitterForm around={around} edits={edits} />}
          {object.table === "closures" && <ConnectForm around={around} edits={edits} />}
          {object.table === "nodes" && <NodeTools around={around} edits={edits} />}
          {object.table === "nodes" && <InsertClosureForm around={around} edits={edits} />}
          {object.table === "nodes" && <PlaceEquipmentForm around={around} edits={edits} />}
          {object.table === "equipment" && <PatchForm around={around} edits={edits} />}
          {object.table === "equipment" && <AddCircuitForm around={around} edits={edits} />}
          {object.table === "villages" && <VillageSteps around={around} edits={edits} />}
          {object.table === "villages" && <AddServiceForm around={around} edits={edits} />}
          {object.table === "spans" && <PlaceDuctForm around={around} edits={edits} />}
          {object.table === "spans" && (
            <div className="edit-form actions actions-start">
              <PenTool task="split" text="edit.splitSpan" hint="edit.splitSpanText" />
              <PenTool task="reshape" text="edit.rerouteSpan" />
            </div>
          )}
          {object.table === "cables" && <RerouteTool around={around} />}
          {(object.table === "cables" || object.table === "nodes" || object.table === "closures") && (
            <CutForm around={around} edits={edits} />
          )}
          <AttachTool around={around} edits={edits} />
        </div>
      )}
    </details>
  );
}

function isNamed(object: Ref): object is Ref & { table: NamedTable } {
  return (namedTables as readonly string[]).includes(object.table);
}

function RenameForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const record = network.get(object.table, object.id);
  const given = record && "name" in record && typeof record.name === "string" ? record.name : "";
  const [name, setName] = useState(given);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void edits.run("rename", { table: object.table as NamedTable, id: object.id, name: name.trim() });
  };
  return (
    <form className="edit-form edit-row" onSubmit={submit}>
      <Field label={t("edit.name")}>
        {(id) => <input id={id} value={name} maxLength={400} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <button type="submit" className="button" disabled={name.trim() === "" || name.trim() === given}>
        {t("edit.rename")}
      </button>
    </form>
  );
}

function StatusSteps({ object, status, edits }: { object: Ref; status: PlantStatus; edits: Edits }) {
  const { t } = useSpeaker();
  const { table, id } = object;
  if (!hasStatus(table)) return null;
  const steps = legalTransitions[status];
  const isRetirable = status === "proposed" || status === "planned" || status === "inactive";
  return (
    <fieldset className="edit-form">
      <legend>{steps.length > 0 ? t("edit.statusTo", { from: t(`life.${status}`) }) : t("edit.statusEnd")}</legend>
      <div className="actions actions-start">
        {steps
          .filter((to) => to !== "decommissioned")
          .map((to) => (
            <button
              key={to}
              type="button"
              className="button button-small"
              onClick={() => void edits.run("changeStatus", { objects: [{ table, id }], to })}
            >
              {t(`life.${to}`)}
            </button>
          ))}
        {isRetirable && (
          <button
            type="button"
            className="button button-small button-grave"
            title={t("edit.retireText")}
            onClick={() => void edits.run("retire", { table, id })}
          >
            {t("edit.retire")}
          </button>
        )}
      </div>
    </fieldset>
  );
}

interface PenToolProps {
  readonly task: PlantPen;
  readonly text: "edit.splitSpan" | "edit.rerouteSpan" | "edit.moveNode";
  /** Said while the pen is in use, unless a form says it. */
  readonly hint?: "edit.splitSpanText";
}

/** Takes up a pen for the chosen object, or lays it down. */
function PenTool({ task, text, hint }: PenToolProps) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const drawing = workspace.pen === task;
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-pressed={drawing}
        onClick={() => dispatch({ type: "pen", task: drawing ? null : task })}
      >
        {t(text)}
      </button>
      {drawing && hint && <p className="hint">{t(hint)}</p>}
    </>
  );
}

/** Moves the chosen node, begins a cable there, or makes one span of the two that meet there. */
function NodeTools({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const node = network.get("nodes", object.id);
  if (!node) return null;
  const stops = [{ table: "nodes", id: node.id }] as const;
  const spans = network.referrers("nodes", node.id, "spans");
  return (
    <div className="edit-form actions actions-start">
      <PenTool task="move" text="edit.moveNode" />
      <button
        type="button"
        className="button button-small"
        onClick={() => dispatch({ type: "way", way: { cableId: null, stops, end: null, status: "planned" } })}
      >
        {t("edit.layFromHere")}
      </button>
      {spans.length === 2 && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void edits.run("joinSpans", { nodeId: node.id })}
        >
          {t("edit.joinSpans")}
        </button>
      )}
    </div>
  );
}

/** Begins another way for the chosen cable: at first the shortest one between its ends. */
function RerouteTool({ around: { object, network } }: { around: Around }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const cable = network.get("cables", object.id);
  const last = cable && endNode(network, cable, "b");
  if (!cable) return null;
  const begin = () => {
    const stops = [{ table: "nodes", id: cable.startNodeId }] as const;
    const end = last === undefined ? null : ({ table: "nodes", id: last } as const);
    dispatch({ type: "way", way: { cableId: cable.id, stops, end, status: cable.status } });
  };
  return (
    <div className="edit-form">
      <button type="button" className="button button-small" onClick={begin}>
        {t("edit.rerouteCable")}
      </button>
    </div>
  );
}
