import type { PlanDetail } from "@cuntong/contract";
import { useState } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

const pageSize = 50;

/** Villages that the plan cannot connect, with the gap that keeps each away. A click goes there. */
export function UnreachableList({ villages }: { villages: PlanDetail["unreachable"] }) {
  const { t, length } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const [shown, setShown] = useState(pageSize);
  if (villages.length === 0) return <p className="hint">{t("unreachable.none")}</p>;
  const go = ({ code, position }: (typeof villages)[number]) => {
    dispatch({ type: "village", code });
    dispatch({ type: "flyTo", center: position, zoom: 11.5 });
  };
  return (
    <>
      <ul className="unreachable-list">
        {villages.slice(0, shown).map((village) => (
          <li key={village.code}>
            <button
              type="button"
              className="row-button row-button-line"
              aria-current={village.code === workspace.villageCode}
              onClick={() => go(village)}
            >
              <span className="row-name">{village.name}</span>
              <span className="hint">{t(`unreachable.${village.reason}`, { gap: length(village.gapM) })}</span>
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
