import type { Plan } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { LockKind } from "../draft/draft.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

const kinds = ["avoid", "use"] as const satisfies readonly LockKind[];

/** Whether the next plan must be built along a line, or may not be. */
export function SpanLockTools({ line, shown }: { line: readonly Position[]; shown: Plan }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const wanted = JSON.stringify(line);
  const lockOf = (kind: LockKind) => workspace.draft[kind].find((one) => JSON.stringify(one.line) === wanted);
  const turn = (kind: LockKind) => {
    const held = lockOf(kind);
    if (held) dispatch({ type: "unlockLine", kind, id: held.id });
    else dispatch({ type: "lockLine", kind, line, shown });
  };
  return (
    <fieldset className="card-tools">
      <legend>{t("draft.next")}</legend>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className="button button-small"
          aria-pressed={lockOf(kind) !== undefined}
          onClick={() => turn(kind)}
        >
          {t(`draft.span.${kind}`)}
        </button>
      ))}
    </fieldset>
  );
}
