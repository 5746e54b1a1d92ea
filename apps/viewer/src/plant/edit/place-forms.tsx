import {
  type EquipmentKind,
  equipmentKinds,
  type OpticsClass,
  opticsClasses,
  type VillageCode,
} from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { NumberField } from "../../controls/number-field.tsx";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { nameOf } from "../object/names.ts";
import type { Around } from "../plant-context.ts";
import { Choice, NameField, named } from "./choice.tsx";
import type { Edits } from "./use-edits.ts";

interface Props {
  readonly around: Around;
  readonly edits: Edits;
}

const usualPorts: Record<EquipmentKind, string> = { odf: "72", olt: "16", onu: "1" };

/** Sets up a frame or device at the chosen node. */
export function PlaceEquipmentForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const node = network.get("nodes", object.id);
  const [kind, setKind] = useState<EquipmentKind>(node?.kind === "village" ? "onu" : "odf");
  const [ports, setPorts] = useState(usualPorts[kind]);
  const [optics, setOptics] = useState<OpticsClass>("C+");
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const count = Number(ports);
  const isCount = Number.isInteger(count) && count >= 1 && count <= 100_000;
  if (!node) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void edits.run("placeEquipment", {
      ...{ nodeId: node.id, kind, ports: count, ...named(name) },
      ...(kind === "olt" && { opticsClass: optics }),
      ...(kind === "onu" && code.trim() !== "" && { villageCode: code.trim() as VillageCode }),
    });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.placeEquipment")}</h3>
      <div className="edit-row">
        <Choice
          label={t("edit.kind")}
          value={kind}
          values={equipmentKinds}
          word={(one) => t(`equipment.${one}`)}
          onChange={(one) => {
            setKind(one);
            setPorts(usualPorts[one]);
          }}
        />
        <NumberField
          label={t("fact.ports")}
          value={ports}
          onChange={setPorts}
          error={isCount ? undefined : t("edit.countWrong")}
        />
        {kind === "olt" && (
          <Choice
            label={t("fact.optics")}
            value={optics}
            values={opticsClasses}
            word={(one) => one}
            onChange={setOptics}
          />
        )}
        {kind === "onu" && (
          <Field label={`${t("edit.village")} (${t("village.code")})`}>
            {(id) => <input id={id} value={code} onChange={(event) => setCode(event.target.value)} />}
          </Field>
        )}
        <NameField label={t("edit.equipmentName")} value={name} onChange={setName} />
      </div>
      <button type="submit" className="button" disabled={!isCount}>
        {t("edit.placeEquipment")}
      </button>
    </form>
  );
}

/** Lays a duct along the chosen span, in another one where told. */
export function PlaceDuctForm({ around: { object, network }, edits }: Props) {
  const { t } = useSpeaker();
  const span = network.get("spans", object.id);
  const [inner, setInner] = useState("33");
  const [outer, setOuter] = useState("40");
  const [inside, setInside] = useState("");
  const [name, setName] = useState("");
  const [innerMm, outerMm] = [Number(inner), Number(outer)];
  const fits = innerMm > 0 && outerMm > innerMm && outerMm <= 10_000;
  if (!span) return null;
  const ducts = network
    .referrers("spans", span.id, "ducts")
    .flatMap((id) => network.get("ducts", id) ?? [])
    .filter(({ status }) => status !== "decommissioned");
  const holder = ducts.find(({ id }) => id === inside);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const where = { spanId: span.id, ...(holder && { insideId: holder.id }) };
    void edits.run("placeDuct", { ...where, innerMm, outerMm, ...named(name) });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.placeDuct")}</h3>
      <div className="edit-row">
        <NumberField label={t("edit.innerMm")} unit="mm" value={inner} onChange={setInner} />
        <NumberField label={t("edit.outerMm")} unit="mm" value={outer} onChange={setOuter} />
        {ducts.length > 0 && (
          <Choice
            label={t("fact.inside")}
            value={holder?.id ?? ""}
            values={["", ...ducts.map(({ id }) => id)]}
            word={(id) => (id === "" ? t("edit.noDuct") : nameOf(network, { table: "ducts", id }, t))}
            onChange={setInside}
          />
        )}
        <NameField label={t("edit.ductName")} value={name} onChange={setName} />
      </div>
      {!fits && (
        <p className="field-error" role="alert">
          {t("edit.ductWrong")}
        </p>
      )}
      <button type="submit" className="button" disabled={!fits}>
        {t("edit.placeDuct")}
      </button>
    </form>
  );
}
