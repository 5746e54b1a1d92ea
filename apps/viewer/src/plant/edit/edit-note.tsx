import type { Problem } from "@cuntong/contract";
import { type Conflict, Network, type Ref, tables } from "@cuntong/network";
import { noteWords } from "../../language/change-notes.ts";
import { issueWords } from "../../language/issues.ts";
import { problemWords } from "../../language/problems.ts";
import { useSpeaker } from "../../language/speaker.ts";
import type { Language, Translate } from "../../language/translate.ts";
import { fieldName, valueWords } from "../history/value-words.ts";
import { ObjectLink } from "../object/object-link.tsx";
import { usePlant } from "../plant-context.ts";
import type { EditState, Edits } from "./use-edits.ts";

/** How the last edit went: stored, or refused with the reason, who stands in the way, and what others changed. */
export function EditNote({ edits }: { edits: Edits }) {
  const { t, language } = useSpeaker();
  const { now } = edits;
  if (now.state === "idle") return null;
  if (now.state === "designed")
    return (
      <p className="edit-note" role="status">
        {now.did === "edit" ? t("designs.stored", { name: now.name }) : takenBackWords(now, t, language)}
      </p>
    );
  if (now.state === "refused") return <Refused now={now} edits={edits} />;
  return (
    <p className="edit-note" role="status">
      {now.state === "storing" ? <span className="spinner" aria-hidden="true" /> : doneWords(now, t, language)}
    </p>
  );
}

function doneWords(now: Extract<EditState, { state: "done" }>, t: Translate, language: Language): string {
  return now.did === "edit" ? t("edit.done", { revision: now.revision }) : takenBackWords(now, t, language);
}

function takenBackWords(now: { did: string; note: string }, t: Translate, language: Language): string {
  return t(now.did === "undo" ? "edit.undone" : "edit.redone", { note: noteWords(now.note, language) });
}

function Refused({ now, edits }: { now: Extract<EditState, { state: "refused" }>; edits: Edits }) {
  const { t, language } = useSpeaker();
  const { problem } = now;
  const conflicts = (problem.conflicts ?? []) as readonly Conflict[];
  if (conflicts.length > 0) return <Conflicts conflicts={conflicts} now={now} edits={edits} />;
  return (
    <div className="edit-refused" role="alert">
      <p className="state-title">{t("edit.refused")}</p>
      {problem.issues?.length ? (
        <ul>
          {problem.issues.slice(0, 6).map((issue) => (
            <li key={`${issue.code} ${issue.message}`}>
              {issueWords(issue, language)} <Holder issue={issue} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{problemWords(problem, language)}</p>
      )}
      <p className="state-code">{problem.issues?.map(({ code }) => code).join(", ") || problem.code}</p>
      <button type="button" className="button button-small" onClick={edits.dismiss}>
        {t("action.close")}
      </button>
    </div>
  );
}

/** Who stands in the way, as a link. */
function Holder({ issue }: { issue: NonNullable<Problem["issues"]>[number] }) {
  const { t } = useSpeaker();
  const { around } = usePlant();
  const { holder, holderTable } = issue.params ?? {};
  const table = tables.find((one) => one === holderTable);
  if (!table || holder === undefined) return null;
  const of: Ref = { table, id: String(holder) };
  const network = around.value?.network ?? Network.empty;
  return (
    <span className="edit-holder">
      {t("edit.holder", { name: t(`kind.${table}`) })} <ObjectLink network={network} of={of} />
    </span>
  );
}

interface ConflictsProps {
  readonly conflicts: readonly Conflict[];
  readonly now: Extract<EditState, { state: "refused" }>;
  readonly edits: Edits;
}

/** What others changed since, field by field, with the way on: theirs, or one's own again. */
function Conflicts({ conflicts, now, edits }: ConflictsProps) {
  const speaker = useSpeaker();
  const { t } = speaker;
  const { reload } = usePlant();
  const take = () => {
    edits.dismiss();
    reload();
  };
  return (
    <div className="edit-refused" role="alert">
      <p className="state-title">{t("edit.conflictTitle")}</p>
      <p>{t("edit.conflictText")}</p>
      <table className="table difference-table">
        <thead>
          <tr>
            <th scope="col">{t("edit.conflictField")}</th>
            <th scope="col">{t("edit.conflictBase")}</th>
            <th scope="col">{t("edit.conflictYours")}</th>
            <th scope="col">{t("edit.conflictTheirs")}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map((conflict) => {
            const {
              field = "",
              base,
              design,
              live,
            } = { field: "", base: undefined, design: undefined, live: undefined, ...conflict };
            const words = (value: unknown) => valueWords(field, value, speaker);
            return (
              <tr key={`${conflict.object.table} ${conflict.object.id} ${field}`}>
                <th scope="row">{field ? fieldName(field, speaker) : t(`kind.${conflict.object.table}`)}</th>
                <td>{words(base)}</td>
                <td>{words(design)}</td>
                <td>{words(live)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="actions actions-start">
        <button type="button" className="button button-small" onClick={take}>
          {t("edit.conflictTake")}
        </button>
        <button type="button" className="button button-small" onClick={now.again}>
          {t("edit.conflictMine")}
        </button>
      </div>
    </div>
  );
}
