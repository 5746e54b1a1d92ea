import { type ClosureTypeId, defaultClosureTypes, defaultSplitterTypes, type SplitterTypeId } from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import type { Around } from "../plant-context.ts";
import { Choice, NameField, named } from "./choice.tsx";
import type { Edits } from "./use-edits.ts";
import { useTypes } from "./use-types.ts";

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
    if (chosen !== undefined) onAdd(chosen, named(name));
  };
  if (chosen === undefined) return null;
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{title}</h3>
      <div className="edit-row">
        <Choice
          label={t("fact.type")}
          value={chosen}
          values={choices.map(([id]) => id)}
          word={(one) => choices.find(([id]) => id === one)?.[1] ?? one}
          onChange={setTypeId}
        />
        <NameField label={t("edit.newName")} value={name} onChange={setName} />
      </div>
      <button type="submit" className="button">
        {title}
      </button>
    </form>
  );
}
