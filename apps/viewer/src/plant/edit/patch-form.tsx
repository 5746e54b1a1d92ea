import type { Equipment } from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { nameOf } from "../object/names.ts";
import type { Around } from "../plant-context.ts";
import type { Edits } from "./use-edits.ts";

/** Puts a cord between a port of the chosen device and one of a device at the same node. */
export function PatchForm({ around: { object, network }, edits }: { around: Around; edits: Edits }) {
  const { t } = useSpeaker();
  const device = network.get("equipment", object.id);
  const beside = device
    ? network.referrers("nodes", device.nodeId, "equipment").flatMap((id) => network.get("equipment", id) ?? [])
    : [];
  const [port, setPort] = useState(1);
  const [other, setOther] = useState(0);
  const [otherPort, setOtherPort] = useState(1);
  const to = beside[other];
  if (!device || !to) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void edits.run("patchPorts", {
      a: { equipmentId: device.id, port },
      b: { equipmentId: to.id, port: otherPort },
    });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.patch")}</h3>
      <div className="edit-row">
        <PortField label={t("equipment.port")} device={device} port={port} onChange={setPort} />
        <Field label={t("fact.equipment")}>
          {(id) => (
            <select id={id} value={other} onChange={(event) => setOther(Number(event.target.value))}>
              {beside.map((one, i) => (
                <option key={one.id} value={i}>
                  {nameOf(network, { table: "equipment", id: one.id }, t)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <PortField label={t("edit.patchTo")} device={to} port={otherPort} onChange={setOtherPort} />
      </div>
      <button type="submit" className="button">
        {t("edit.patch")}
      </button>
    </form>
  );
}

interface PortFieldProps {
  readonly label: string;
  readonly device: Equipment;
  readonly port: number;
  readonly onChange: (port: number) => void;
}

/** A port of a device. */
export function PortField({ label, device, port, onChange }: PortFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={port} onChange={(event) => onChange(Number(event.target.value))}>
          {Array.from({ length: device.ports }, (_, i) => i + 1).map((number) => (
            <option key={number} value={number}>
              {number}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
