import { useEffect, useEffectEvent } from "react";
import { noteWords } from "../../language/change-notes.ts";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import type { PlantPen } from "../../state/workspace.ts";
import type { Edits } from "./use-edits.ts";

const pens = [
  ["node", "edit.placeNode", "edit.placeNodeText"],
  ["span", "edit.drawSpan", "edit.drawSpanText"],
] as const satisfies readonly (readonly [PlantPen, string, string])[];

const newWay = { cableId: null, stops: [], end: null, status: "planned" } as const;

/** Undo, redo and the pens of the plant; Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) outside of fields. */
export function PlantTools({ edits }: { edits: Edits }) {
  const { t, language } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { undo, redo, back, forth } = edits;
  useUndoKeys(back, forth);
  const chosen = pens.find(([task]) => task === workspace.pen);
  return (
    <div className="plant-tools">
      <div className="plant-tools-row" role="toolbar" aria-label={t("edit.title")}>
        <button
          type="button"
          className="button button-small"
          disabled={!undo}
          title={undo ? t("edit.undoOf", { note: noteWords(undo.note ?? "", language) }) : t("edit.nothingToUndo")}
          onClick={back}
        >
          ↶ {t("edit.undo")}
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={!redo}
          title={redo ? t("edit.redoOf", { note: noteWords(redo.of.note ?? "", language) }) : t("edit.nothingToRedo")}
          onClick={forth}
        >
          ↷ {t("edit.redo")}
        </button>
        <span className="plant-tools-gap" />
        {pens.map(([task, text]) => (
          <button
            key={task}
            type="button"
            className="button button-small"
            aria-pressed={workspace.pen === task}
            onClick={() => dispatch({ type: "pen", task: workspace.pen === task ? null : task })}
          >
            {t(text)}
          </button>
        ))}
        <button
          type="button"
          className="button button-small"
          aria-pressed={workspace.way?.cableId === null}
          onClick={() => dispatch({ type: "way", way: workspace.way?.cableId === null ? null : newWay })}
        >
          {t("edit.layCable")}
        </button>
      </div>
      {chosen && (
        <p className="hint" role="status">
          {t(chosen[2])}
        </p>
      )}
    </div>
  );
}

function useUndoKeys(back: () => void, forth: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) forth();
    else back();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

/** In a field Ctrl+Z is the field's own. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
