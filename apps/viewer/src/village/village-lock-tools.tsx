import type { Plan } from "@cuntong/contract";
import { type VillageLock, villageLock } from "../draft/draft.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

const locks = ["must", "forbid"] as const satisfies readonly VillageLock[];

/** Whether the next plan must connect a village, or leaves it out. */
export function VillageLockTools({ code, shown }: { code: string; shown: Plan | null }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const now = villageLock(workspace.draft, code);
  return (
    <fieldset className="card-tools">
      <legend>{t("draft.next")}</legend>
      {locks.map((lock) => (
        <button
          key={lock}
          type="button"
          className="button button-small"
          aria-pressed={now === lock}
          onClick={() => dispatch({ type: "lockVillage", code, lock: now === lock ? null : lock, shown })}
        >
          {t(`draft.village.${lock}`)}
        </button>
      ))}
    </fieldset>
  );
}
