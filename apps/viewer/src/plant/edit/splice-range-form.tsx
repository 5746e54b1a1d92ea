import { type Closure, colourOf, type Network } from "@cuntong/network";
import { type FormEvent, useId, useState } from "react";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { colourName, nameOf } from "../object/names.ts";
import type { Around } from "../plant-context.ts";
import { type CableEnd, cableEndsAt } from "../splices/ends-at.ts";
import type { Edits } from "./use-edits.ts";

/** One side of a range: which cable end, which tube (0 for all) and which strands, from and to. */
interface Side {
  readonly end: number;
  readonly tube: number;
  readonly from: number;
  readonly to: number;
}

/** Splices a range of strands by tube and colour to another one. */
export function SpliceRangeForm({ around: { object, network }, edits }: { around: Around; edits: Edits }) {
  const { t } = useSpeaker();
  const closure = network.get("closures", object.id);
  const ends = closure ? cableEndsAt(network, closure.nodeId) : [];
  const [one, setOne] = useState<Side>({ end: 0, tube: 1, from: 1, to: 1 });
  const [two, setTwo] = useState<Side>({ end: Math.min(1, ends.length - 1), tube: 1, from: 1, to: 1 });
  const [tray, setTray] = useState(1);
  if (!closure || ends.length === 0) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [a, b] = [rangeOf(ends, one), rangeOf(ends, two)];
    if (a && b) void edits.run("spliceRange", { closureId: closure.id, tray, a, b });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.splice")}</h3>
      <p className="hint">{t("edit.spliceText")}</p>
      <SideFields legend={t("edit.spliceFrom")} network={network} ends={ends} side={one} onChange={setOne} />
      <SideFields legend={t("edit.spliceTo")} network={network} ends={ends} side={two} onChange={setTwo} />
      <div className="edit-row">
        <TrayField network={network} closure={closure} tray={tray} onChange={setTray} />
        <button type="submit" className="button button-main">
          {t("edit.spliceDo")}
        </button>
      </div>
    </form>
  );
}

function rangeOf(ends: readonly CableEnd[], { end, tube, from, to }: Side) {
  const held = ends[end];
  if (!held) return undefined;
  const strands = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  return { cableId: held.cable.id, end: held.end, strands, ...(tube > 0 && { tubes: [tube] }) };
}

interface FieldsProps {
  readonly legend: string;
  readonly network: Network;
  readonly ends: readonly CableEnd[];
  readonly side: Side;
  readonly onChange: (side: Side) => void;
}

function SideFields({ legend, network, ends, side, onChange }: FieldsProps) {
  const { t } = useSpeaker();
  const held = ends[side.end];
  const id = useId();
  const endName = ({ cable, end }: CableEnd) =>
    t("closure.end", {
      cable: nameOf(network, { table: "cables", id: cable.id }, t),
      end: t(end === "a" ? "cable.endA" : "cable.endB"),
    });
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const strandNames = (strand: number) =>
    held && `${strand} ${colourName(colourOf(held.type.strandColours, strand), t)}`;
  return (
    <fieldset className="splice-side">
      <legend>{legend}</legend>
      <select
        aria-label={`${legend}: ${t("edit.cableEnd")}`}
        id={id}
        value={side.end}
        onChange={(event) => onChange({ ...side, end: Number(event.target.value), tube: 1, from: 1, to: 1 })}
      >
        {ends.map((end, i) => (
          <option key={`${end.cable.id} ${end.end}`} value={i}>
            {endName(end)}
          </option>
        ))}
      </select>
      <select
        aria-label={`${legend}: ${t("edit.tubes")}`}
        value={side.tube}
        onChange={(event) => onChange({ ...side, tube: Number(event.target.value) })}
      >
        <option value={0}>{t("edit.allTubes")}</option>
        {numbers(held?.type.tubes ?? 0).map((tube) => (
          <option key={tube} value={tube}>
            {held && t("cable.tube", { tube, colour: colourName(colourOf(held.type.tubeColours, tube), t) })}
          </option>
        ))}
      </select>
      <span className="splice-from-to">
        {(["from", "to"] as const).map((which) => (
          <select
            key={which}
            aria-label={`${legend}: ${t("edit.strands")} ${t(which === "from" ? "edit.spliceFrom" : "edit.spliceTo")}`}
            value={side[which]}
            onChange={(event) => {
              const strand = Number(event.target.value);
              onChange(
                which === "from"
                  ? { ...side, from: strand, to: Math.max(strand, side.to) }
                  : { ...side, to: strand, from: Math.min(strand, side.from) },
              );
            }}
          >
            {numbers(held?.type.strandsPerTube ?? 0).map((strand) => (
              <option key={strand} value={strand}>
                {strandNames(strand)}
              </option>
            ))}
          </select>
        ))}
      </span>
    </fieldset>
  );
}

interface TrayFieldProps {
  readonly network: Network;
  readonly closure: Closure;
  readonly tray: number;
  readonly onChange: (tray: number) => void;
}

/** A tray of the closure. */
export function TrayField({ network, closure, tray, onChange }: TrayFieldProps) {
  const { t } = useSpeaker();
  const trays = network.get("closureTypes", closure.typeId)?.trays ?? 1;
  return (
    <Field label={t("edit.firstTray")}>
      {(id) => (
        <select id={id} value={tray} onChange={(event) => onChange(Number(event.target.value))}>
          {Array.from({ length: trays }, (_, i) => i + 1).map((number) => (
            <option key={number} value={number}>
              {t("closure.tray", { tray: number })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
