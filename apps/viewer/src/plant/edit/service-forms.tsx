import { listPlantObjects, tracePlant } from "@cuntong/contract";
import {
  type CircuitId,
  Network,
  type Port,
  plantStatuses,
  type ServiceKind,
  serviceKinds,
  villageStatuses,
} from "@cuntong/network";
import { type FormEvent, useDeferredValue, useId, useState } from "react";
import { client } from "../../api/client.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { endName, nameOf } from "../object/names.ts";
import { type Around, usePlant } from "../plant-context.ts";
import { Choice, NameField, named } from "./choice.tsx";
import { PortField } from "./patch-form.tsx";
import type { Edits } from "./use-edits.ts";

interface Props {
  readonly around: Around;
  readonly edits: Edits;
}

/** Takes the chosen village to the next status, or back to the one before. */
export function VillageSteps({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const village = network.get("villages", object.id);
  if (!village) return null;
  const at = villageStatuses.indexOf(village.status);
  const steps = [villageStatuses[at + 1], villageStatuses[at - 1]].flatMap((one) => one ?? []);
  return (
    <fieldset className="edit-form">
      <legend>{t("edit.statusTo", { from: t(`status.${village.status}`) })}</legend>
      <div className="actions actions-start">
        {steps.map((to) => (
          <button
            key={to}
            type="button"
            className="button button-small"
            onClick={() => void edits.run("changeVillageStatus", { code: village.code, to })}
          >
            {t(`status.${to}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Adds a service that the chosen village gets, over one of the circuits of its devices where told. */
export function AddServiceForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const village = network.get("villages", object.id);
  const [kind, setKind] = useState<ServiceKind>("broadband");
  const [over, setOver] = useState("");
  const circuits = [...network.records("circuits")].filter(({ status }) => status !== "decommissioned");
  if (!village) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const circuitId = circuits.find(({ id }) => id === over)?.id;
    void edits.run("addService", { villageCode: village.code, kind, ...(circuitId && { circuitId }) });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.addService")}</h3>
      <div className="edit-row">
        <Choice
          label={t("fact.service")}
          value={kind}
          values={serviceKinds}
          word={(one) => t(`service.${one}`)}
          onChange={setKind}
        />
        {circuits.length > 0 && (
          <Choice
            label={t("fact.circuit")}
            value={over}
            values={["", ...circuits.map(({ id }) => id as string)]}
            word={(id) => (id === "" ? t("edit.noCircuit") : nameOf(network, { table: "circuits", id }, t))}
            onChange={(id) => setOver(id as CircuitId | "")}
          />
        )}
      </div>
      <button type="submit" className="button">
        {t("edit.addService")}
      </button>
    </form>
  );
}

/** Names the glass path from a port of the chosen device: to a port that its light comes to, or to one that is told. */
export function AddCircuitForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const device = network.get("equipment", object.id);
  const [port, setPort] = useState(1);
  const [end, setEnd] = useState<string>();
  const [other, setOther] = useState({ id: "", port: "1" });
  const [name, setName] = useState("");
  const reached = useReached({ equipmentId: device?.id ?? "", port } as Port);
  if (!device) return null;
  const texts = [...reached.ports.map((one) => `${one.port} ${one.equipmentId}`), ""];
  const chosen = texts.find((one) => one === end) ?? texts[0] ?? "";
  const z =
    reached.ports[texts.indexOf(chosen)] ?? ({ equipmentId: other.id.trim(), port: Number(other.port) } as Port);
  const isPort = z.equipmentId !== "" && Number.isInteger(z.port) && z.port > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const far = { equipmentId: z.equipmentId, port: z.port };
    void edits.run("addCircuit", { a: { equipmentId: device.id, port }, z: far, ...named(name) });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.addCircuit")}</h3>
      <p className="hint">{t("edit.addCircuitText")}</p>
      <div className="edit-row">
        <PortField label={t("edit.circuitFrom")} device={device} port={port} onChange={setPort} />
        <Choice
          label={t("edit.circuitTo")}
          value={chosen}
          values={texts}
          word={(one) => {
            const far = reached.ports[texts.indexOf(one)];
            return far ? endName(reached.network, far, t) : t("edit.otherPort");
          }}
          onChange={setEnd}
        />
        <NameField label={t("edit.circuitName")} value={name} onChange={setName} />
      </div>
      {chosen === "" && (
        <div className="edit-row">
          <EquipmentField value={other.id} onChange={(id) => setOther({ ...other, id })} />
          <Field label={t("edit.farPort")}>
            {(id) => (
              <input
                id={id}
                inputMode="numeric"
                value={other.port}
                onChange={(event) => setOther({ ...other, port: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
      <button type="submit" className="button" disabled={!isPort}>
        {t("edit.addCircuit")}
      </button>
    </form>
  );
}

const nobody = { ports: [] as readonly Port[], network: Network.empty };

/** Ports of other devices that the light of a port comes to, over what is planned as well. */
function useReached({ equipmentId, port }: Port): typeof nobody {
  const { project, tick } = usePlant();
  const { answer } = useAnswer(`reached ${project.id} ${equipmentId} ${port}`, tick, async (signal) => {
    const statuses = plantStatuses.filter((one) => one !== "decommissioned").join(",");
    const query = { equipmentId, port, statuses };
    const { trace, records } = await client.call(tracePlant, { params: { projectId: project.id }, query, signal });
    const ports = trace.ways.flatMap(({ hops, stops }) =>
      stops.flatMap(({ reason, hop }): Port[] => {
        const last = hops[hop];
        const isFar = reason === "port" && last?.kind === "port" && last.equipmentId !== equipmentId;
        return isFar ? [{ equipmentId: last.equipmentId, port: last.port }] : [];
      }),
    );
    return { ports, network: Network.of(records) };
  });
  return answer.value ?? nobody;
}

/** A device by its id, with those proposed whose id or name holds what is typed. */
function EquipmentField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useSpeaker();
  const { project } = usePlant();
  const listId = useId();
  const asked = useDeferredValue(value.trim());
  const { answer } = useAnswer(asked ? `devices ${project.id} ${asked}` : null, 0, async (signal) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const params = { projectId: project.id, table: "equipment" } as const;
    return (await client.call(listPlantObjects, { params, query: { q: asked, limit: 20 }, signal })).records.equipment;
  });
  return (
    <Field label={t("edit.farEquipment")}>
      {(id) => (
        <>
          <input
            id={id}
            list={listId}
            value={value}
            autoComplete="off"
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {(answer.value ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name ?? one.kind.toUpperCase()}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
