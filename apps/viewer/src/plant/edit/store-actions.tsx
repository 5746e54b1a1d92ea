import type { ReactNode } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";

/** The end of a form about what is drawn on the map: stores it, or gives it up. */
export function StoreActions({ disabled = false, children }: { disabled?: boolean; children?: ReactNode }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  return (
    <div className="actions actions-start">
      <button type="submit" className="button button-main" disabled={disabled}>
        {t("edit.store")}
      </button>
      {children}
      <button type="button" className="button" onClick={() => dispatch({ type: "dropSketch" })}>
        {t("action.cancel")}
      </button>
    </div>
  );
}
