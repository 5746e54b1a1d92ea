import { listPlantObjects } from "@cuntong/contract";
import { type ClosureTypeId, defaultClosureTypes, defaultSplitterTypes, type SplitterTypeId } from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { client } from "../../api/client.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import type { Around } from "../plant-context.ts";
import { usePlant } from "../plant-context.ts";
import type { Edits } from "./use-edits.ts";

interface Props {
  readonly around: Around;
  readonly edits: Edits;
}

/** Sets a closure at the chosen node. */
export function InsertClosureForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const node = network.get("nodes", object.id);
  const types = useTypes("closureTypes", defaultClosureTypes);
  return (
    <AddForm
      title={t("edit.insertClosure")}
      choices={types.map(({ id, name, trays, splicesPerTray }) => [id, `${name} (${trays} × ${splicesPerTray})`])}
      onAdd={(typeId, name) => {
        if (node) void edits.run("insertClosure", { nodeId: node.id, typeId: typeId as ClosureTypeId, ...name });
      }}
    />
  );
}

/** Puts a splitter into the chosen closure. */
export function PlaceSplitterForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const closure = network.get("closures", object.id);
  const types = useTypes("splitterTypes", defaultSplitterTypes);
  return (
    <AddForm
      title={t("edit.placeSplitter")}
      choices={types.map(({ id, inputs, outputs, lossDb }) => [id, `${inputs}:${outputs} (${lossDb} dB)`])}
      onAdd={(typeId, name) => {
        if (closure)
          void edits.run("placeSplitter", { closureId: closure.id, typeId: typeId as SplitterTypeId, ...name });
      }}
    />
  );
}

/** The project's catalogue of a kind, by id; the one a new project starts with until it is known. */
function useTypes<Type extends { readonly id: string }>(
  table: "closureTypes" | "splitterTypes",
  known: readonly Type[],
): readonly Type[] {
  const { project } = usePlant();
  const { answer } = useAnswer(`types ${project.id} ${table}`, 0, async (signal) => {
    const { records } = await client.call(listPlantObjects, {
      params: { projectId: project.id, table },
      query: {},
      signal,
    });
    return (records[table] ?? []) as unknown as readonly Type[];
  });
  return answer.value ?? known;
}

interface AddFormProps {
  readonly title: string;
  readonly choices: readonly (readonly [id: string, text: string])[];
  readonly onAdd: (typeId: string, name: { name?: string }) => void;
}

function AddForm({ title, choices, onAdd }: AddFormProps) {
  const { t } = useSpeaker();
  const [typeId, setTypeId] = useState("");
  const [name, setName] = useState("");
  const chosen = choices.some(([id]) => id === typeId) ? typeId : choices[0]?.[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== undefined) onAdd(chosen, name.trim() === "" ? {} : { name: name.trim() });
  };
  if (chosen === undefined) return null;
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{title}</h3>
      <div className="edit-row">
        <Field label={t("fact.type")}>
          {(id) => (
            <select id={id} value={chosen} onChange={(event) => setTypeId(event.target.value)}>
              {choices.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("edit.newName")}>
          {(id) => <input id={id} value={name} maxLength={400} onChange={(event) => setName(event.target.value)} />}
        </Field>
      </div>
      <button type="submit" className="button">
        {title}
      </button>
    </form>
  );
}
