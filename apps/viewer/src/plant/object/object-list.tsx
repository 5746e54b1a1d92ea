import { type Network, type Ref, statusOf } from "@cuntong/network";
import type { ReactNode } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import { LifeMark } from "./life-mark.tsx";
import { ObjectLink } from "./object-link.tsx";

/** One entry of a list of objects. */
export interface Entry {
  readonly of: Ref;
  /** In place of its name. */
  readonly text?: string;
  readonly note?: ReactNode;
}

/** Objects under each other: name, a note, and the status where it is not plain operation. */
export function ObjectList({ network, entries, none }: { network: Network; entries: readonly Entry[]; none?: string }) {
  const { t } = useSpeaker();
  if (entries.length === 0) return <p className="hint">{none ?? t("plant.none")}</p>;
  return (
    <ul className="object-list">
      {entries.map(({ of, text, note }) => {
        const record = network.get(of.table, of.id);
        const status = record && statusOf(of.table, record);
        return (
          <li key={`${of.table} ${of.id} ${text ?? ""}`}>
            <ObjectLink network={network} of={of} {...(text !== undefined && { text })} />
            {status && status !== "operational" && <LifeMark status={status} />}
            {note && <span className="hint">{note}</span>}
          </li>
        );
      })}
    </ul>
  );
}
