import {
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
import type { Around } from "../plant-context.ts";
import { InsertClosureForm, PlaceSplitterForm } from "./add-forms.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { PatchForm } from "./patch-form.tsx";
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
          {object.table === "nodes" && <LayFromHere nodeId={object.id} />}
          {object.table === "nodes" && <InsertClosureForm around={around} edits={edits} />}
          {object.table === "equipment" && <PatchForm around={around} edits={edits} />}
          {object.table === "spans" && <SplitTool />}
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

/** Splits the chosen span: the place is clicked on the map. */
function SplitTool() {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const drawing = workspace.pen === "split";
  return (
    <div className="edit-form">
      <button
        type="button"
        className="button button-small"
        aria-pressed={drawing}
        onClick={() => dispatch({ type: "pen", task: drawing ? null : "split" })}
      >
        {t("edit.splitSpan")}
      </button>
      {drawing && <p className="hint">{t("edit.splitSpanText")}</p>}
    </div>
  );
}

/** Begins a cable at the chosen node. */
function LayFromHere({ nodeId }: { nodeId: string }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const stops = [{ table: "nodes", id: nodeId }] as const;
  return (
    <div className="edit-form">
      <button
        type="button"
        className="button button-small"
        onClick={() => dispatch({ type: "way", way: { cableId: null, stops, end: null, status: "planned" } })}
      >
        {t("edit.layFromHere")}
      </button>
    </div>
  );
}
