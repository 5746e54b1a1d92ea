import { endNode, endText, type JointEnd, type Network, type VillageCode } from "@cuntong/network";
import { type FormEvent, useState } from "react";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { endName, nameOf } from "../object/names.ts";
import type { Around } from "../plant-context.ts";
import { type CableEnd, closureContent } from "../splices/ends-at.ts";
import { TrayField } from "./splice-range-form.tsx";
import type { Edits } from "./use-edits.ts";

/** Brings light to a village: a free output or strand of the closure feeds a cable that ends at a village. */
export function ConnectForm({ around: { object, network }, edits }: { around: Around; edits: Edits }) {
  const { t } = useSpeaker();
  const closure = network.get("closures", object.id);
  const drops = closure ? villageCables(network, closureContent(network, closure).ends) : [];
  const feeds = closure ? freeLegs(network, object.id) : [];
  const [cable, setCable] = useState(0);
  const [feed, setFeed] = useState(0);
  const [code, setCode] = useState("");
  const [tray, setTray] = useState(1);
  const [drop, from] = [drops[cable], feeds[feed]];
  if (!closure || !drop || !from) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const villageCode = code.trim() as VillageCode;
    void edits.run("connectDrop", { villageCode, cableId: drop.cable.id, closureId: closure.id, tray, feed: from });
  };
  return (
    <form className="edit-form" onSubmit={submit}>
      <h3 className="object-part">{t("edit.connect")}</h3>
      <p className="hint">{t("edit.connectText")}</p>
      <Field label={t("edit.dropCable")}>
        {(id) => (
          <select id={id} value={cable} onChange={(event) => setCable(Number(event.target.value))}>
            {drops.map((one, i) => (
              <option key={one.cable.id} value={i}>
                {nameOf(network, { table: "cables", id: one.cable.id }, t)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t("edit.feed")}>
        {(id) => (
          <select id={id} value={feed} onChange={(event) => setFeed(Number(event.target.value))}>
            {feeds.map((end, i) => (
              <option key={endText(end)} value={i}>
                {endName(network, end, t)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="edit-row">
        <Field label={`${t("edit.village")} (${t("village.code")})`}>
          {(id) => <input id={id} value={code} onChange={(event) => setCode(event.target.value)} />}
        </Field>
        <TrayField network={network} closure={closure} tray={tray} onChange={setTray} />
      </div>
      <button type="submit" className="button" disabled={code.trim() === ""}>
        {t("edit.connect")}
      </button>
    </form>
  );
}

/** Cable ends whose other end is at a village's node, and whose first strand is free here. */
function villageCables(network: Network, ends: readonly CableEnd[]): CableEnd[] {
  return ends.filter(({ cable, end }) => {
    const far = network.get("nodes", endNode(network, cable, end === "a" ? "b" : "a") ?? "");
    return far?.kind === "village" && network.jointsAt({ cableId: cable.id, tube: 1, strand: 1, end }).length === 0;
  });
}

/** Outputs of the closure's splitters that nothing uses. */
function freeLegs(network: Network, closureId: string): JointEnd[] {
  return network.referrers("closures", closureId, "splitters").flatMap((id) => {
    const splitter = network.get("splitters", id);
    const outputs = network.get("splitterTypes", splitter?.typeId ?? "")?.outputs ?? 0;
    if (!splitter) return [];
    return Array.from(
      { length: outputs },
      (_, i): JointEnd => ({ splitterId: splitter.id, side: "out", leg: i + 1 }),
    ).filter((leg) => network.jointsAt(leg).length === 0);
  });
}
