import { getPlantHistory } from "@cuntong/contract";
import type { Ref } from "@cuntong/network";
import { useState } from "react";
import { client } from "../../api/client.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Failed, Loading } from "../../controls/states.tsx";
import { noteWords } from "../../language/change-notes.ts";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { usePlant } from "../plant-context.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { fieldDifferences } from "./field-differences.ts";

/** One state of an object, or (without a record) that it was removed. */
interface Version {
  readonly revision: number;
  readonly at?: string;
  readonly by?: string;
  readonly note?: string;
  readonly record?: object;
}

/** The history of an object, the latest first; folded until somebody wants it. */
export function ObjectHistory({ object }: { object: Ref }) {
  const { t } = useSpeaker();
  const [open, setOpen] = useState(false);
  return (
    <details className="section" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3>{t("history.title")}</h3>
      </summary>
      {open && (
        <div className="section-body">
          <Versions object={object} />
        </div>
      )}
    </details>
  );
}

function Versions({ object: { table, id } }: { object: Ref }) {
  const { t } = useSpeaker();
  const { project, tick } = usePlant();
  const { answer, reload } = useAnswer(`history ${project.id} ${table} ${id}`, tick, async (signal) => {
    const params = { projectId: project.id, table, objectId: id };
    return (await client.call(getPlantHistory, { params, signal })).versions;
  });
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  if (!answer.value) return <Loading text={t("plant.opening")} />;
  const versions = answer.value.flatMap(({ since, until, at, by, note, record }, i, all): Version[] => {
    const next = all[i + 1];
    const version = { revision: since, at, by, ...(note !== undefined && { note }), record };
    // A gap before the next version, or an end after the last, is the object's removal.
    return until !== undefined && next?.since !== until ? [version, { revision: until }] : [version];
  });
  return (
    <ol className="versions">
      {versions.toReversed().map((version, i, shown) => (
        <VersionItem key={version.revision} version={version} before={shown[i + 1]} isLast={i === 0} />
      ))}
    </ol>
  );
}

function VersionItem({ version, before, isLast }: { version: Version; before: Version | undefined; isLast: boolean }) {
  const { t, moment, count, language } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { revision, at, by, note, record } = version;
  const then = String(revision);
  const what = !record
    ? t("history.removed")
    : note !== undefined
      ? noteWords(note, language)
      : before?.record
        ? undefined
        : t("history.made");
  return (
    <li>
      <p className="version-head">
        <strong>{what ?? t("history.version", { revision: count(revision) })}</strong>
        {isLast && record && <span className="version-now">{t("history.now")}</span>}
      </p>
      <p className="hint">
        {t("history.version", { revision: count(revision) })}
        {at && by && ` · ${t("history.by", { who: by, when: moment(at) })}`}
      </p>
      {record && before?.record && <DifferenceTable differences={fieldDifferences(before.record, record)} />}
      {record && !isLast && workspace.asOf !== then && (
        <button type="button" className="button button-small" onClick={() => dispatch({ type: "asOf", asOf: then })}>
          {t("history.then")}
        </button>
      )}
    </li>
  );
}
