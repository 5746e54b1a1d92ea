import { getPlantAround } from "@cuntong/contract";
import {
  type CableId,
  type Closure,
  type ClosureTypeId,
  cablePath,
  colourOf,
  defaultClosureTypes,
  Network,
  type NodeId,
} from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { client } from "../../api/client.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { useSpeaker } from "../../language/speaker.ts";
import { colourName, nameOf } from "../object/names.ts";
import { type Around, usePlant } from "../plant-context.ts";
import { cablesThrough } from "../splices/ends-at.ts";
import { Choice } from "./choice.tsx";
import type { Edits } from "./use-edits.ts";
import { useTypes } from "./use-types.ts";

/** Opens a cable on its way, in a closure that is there or in one that is set for it; all strands are cut, or those of one tube. */
export function CutForm({ around, edits }: { around: Around; edits: Edits }) {
  const { t } = useSpeaker();
  const { object, network } = around;
  const { cableIds, nodeIds } = placesOf(around);
  const [cable, setCable] = useState<string>();
  const [node, setNode] = useState<string>();
  const [place, setPlace] = useState<string>();
  const [tube, setTube] = useState("0");
  const types = useTypes("closureTypes", defaultClosureTypes);
  const cableId = cableIds.find((id) => id === cable) ?? cableIds[0];
  const nodeId = nodeIds.find((id) => id === node) ?? nodeIds[0];
  const closures = useClosuresAt(around, nodeId);
  const held = network.get("cables", cableId ?? "");
  const type = network.get("cableTypes", held?.typeId ?? "");
  if (!cableId || !nodeId || !held || !type) return null;
  const own = object.table === "closures" ? [object.id] : closures.map(({ id }) => id as string);
  const places = [...own, ...(object.table === "closures" ? [] : types.map(({ id }) => `new ${id}`))];
  const chosen = places.find((one) => one === place) ?? places[0] ?? "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typeId = /^new (.+)$/.exec(chosen)?.[1] as ClosureTypeId | undefined;
    const strands = Array.from({ length: type.strandsPerTube }, (_, i) => ({ tube: Number(tube), strand: i + 1 }));
    void edits.run("cutCable", {
      cableId,
      ...(typeId ? { insert: { nodeId, typeId, status: held.status } } : { closureId: chosen as Closure["id"] }),
      ...(tube !== "0" && { strands }),
    });
  };
  const tubes = Array.from({ length: type.tubes }, (_, i) => i + 1);
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.cutCable")}</h3>
      <p className="hint">{t("edit.cutCableText")}</p>
      <div className="edit-row">
        {object.table !== "cables" && (
          <Choice
            label={t("fact.cable")}
            value={cableId}
            values={cableIds}
            word={(id) => nameOf(network, { table: "cables", id }, t)}
            onChange={setCable}
          />
        )}
        {object.table === "cables" && (
          <Choice
            label={t("fact.at")}
            value={nodeId}
            values={nodeIds}
            word={(id) => nameOf(network, { table: "nodes", id }, t)}
            onChange={setNode}
          />
        )}
        {object.table !== "closures" && (
          <Choice
            label={t("kind.closures")}
            value={chosen}
            values={places}
            word={(one) => {
              const made = types.find(({ id }) => one === `new ${id}`);
              if (made) return t("edit.newClosure", { type: made.name });
              return closures.find(({ id }) => id === one)?.name ?? one;
            }}
            onChange={setPlace}
          />
        )}
        <Choice
          label={t("edit.cutStrands")}
          value={tube}
          values={["0", ...tubes.map(String)]}
          word={(one) =>
            one === "0"
              ? t("edit.allStrands")
              : t("cable.tube", { tube: one, colour: colourName(colourOf(type.tubeColours, Number(one)), t) })
          }
          onChange={setTube}
        />
      </div>
      <button type="submit" className="button">
        {t("edit.cutDo")}
      </button>
    </form>
  );
}

/** The cables that can be opened and where: those that pass the chosen node or closure, or the chosen one at each node on its way. */
function placesOf({ object, network }: Around): { cableIds: readonly CableId[]; nodeIds: readonly NodeId[] } {
  const cable = object.table === "cables" ? network.get("cables", object.id) : undefined;
  if (cable) return { cableIds: [cable.id], nodeIds: [...new Set(cablePath(network, cable).nodeIds.slice(1, -1))] };
  const nodeId =
    object.table === "closures" ? network.get("closures", object.id)?.nodeId : network.get("nodes", object.id)?.id;
  if (nodeId === undefined) return { cableIds: [], nodeIds: [] };
  return { cableIds: cablesThrough(network, nodeId).map(({ id }) => id), nodeIds: [nodeId] };
}

/** Closures in use at a node: around a node they are known; a cable has to ask. */
function useClosuresAt({ object, network }: Around, nodeId: NodeId | undefined): readonly Closure[] {
  const { project, tick } = usePlant();
  const asks = object.table === "cables" && nodeId !== undefined;
  const { answer } = useAnswer(asks ? `closures ${project.id} ${nodeId}` : null, tick, async (signal) => {
    const params = { projectId: project.id, table: "nodes", objectId: nodeId ?? "" } as const;
    return Network.of((await client.call(getPlantAround, { params, query: {}, signal })).records);
  });
  const known = asks ? answer.value : network;
  return (known?.referrers("nodes", nodeId ?? "", "closures") ?? [])
    .flatMap((id) => known?.get("closures", id) ?? [])
    .filter(({ status }) => status !== "decommissioned");
}
