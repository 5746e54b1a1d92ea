import type { Position } from "@cuntong/geo";
import { useState } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

const pageSize = 50;

interface ListedVillage {
  readonly code: string;
  readonly name: string;
  readonly position: Position;
}

interface Props<V extends ListedVillage> {
  readonly villages: readonly V[];
  /** What is said where there is none. */
  readonly none: string;
  /** What is said of each beside its name. */
  readonly hint: (village: V) => string;
}

/** Villages that a plan leaves without fibre, with what keeps each. A click goes there. */
export function VillageList<V extends ListedVillage>({ villages, none, hint }: Props<V>) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const [shown, setShown] = useState(pageSize);
  if (villages.length === 0) return <p className="hint">{none}</p>;
  const go = ({ code, position }: V) => {
    dispatch({ type: "village", code });
    dispatch({ type: "flyTo", center: position, zoom: 11.5 });
  };
  return (
    <>
      <ul className="village-list">
        {villages.slice(0, shown).map((village) => (
          <li key={village.code}>
            <button
              type="button"
              className="row-button row-button-line"
              aria-current={village.code === workspace.villageCode}
              onClick={() => go(village)}
            >
              <span className="row-name">{village.name}</span>
              <span className="hint">{hint(village)}</span>
            </button>
          </li>
        ))}
      </ul>
      {villages.length > shown && (
        <button type="button" className="link" onClick={() => setShown(shown + pageSize)}>
          {t("unreachable.more")}
        </button>
      )}
    </>
  );
}
