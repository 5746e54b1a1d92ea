import { commitImport, discardImport, type Import, importReport, type Problem } from "@cuntong/contract";
import { useEffect, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { IssueList } from "./issue-list.tsx";

interface Props {
  readonly report: Import;
  readonly onCommitted: (committed: Import) => void;
  readonly onClose: () => void;
}

/** What was found in a file, row by row, and the choice: take it, take its good rows, or drop it. */
export function ImportReport({ report, onCommitted, onClose }: Props) {
  const { t, count } = useSpeaker();
  const heading = useRef<HTMLHeadingElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const params = { importId: report.id };
  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    await act().catch((error: unknown) => setProblem(problemOf(error)));
    setBusy(false);
  };
  const bad = report.rows - report.good;
  const commit = () =>
    attempt(async () => {
      onCommitted((await client.call(commitImport, { params, body: { goodRowsOnly: bad > 0 } })).import);
    });
  const discard = () =>
    attempt(async () => {
      await client.call(discardImport, { params });
      onClose();
    });
  return (
    <section className="import-report" aria-labelledby="report-title">
      <h2 id="report-title" ref={heading} tabIndex={-1}>
        {report.fileName}
      </h2>
      <p role="status" className={report.state === "committed" ? "report-taken" : undefined}>
        {report.state === "committed"
          ? t("import.committed", { count: count(report.good) })
          : t("import.summary", { rows: count(report.rows), good: count(report.good), bad: count(bad) })}
        {report.datumUsed && <span className="hint"> {t("import.datumUsed", { datum: report.datumUsed })}</span>}
      </p>
      {report.issueCount > 0 && (
        <>
          <IssueList issues={report.issues} />
          <p className="hint">
            {report.issueCount > report.issues.length &&
              t("import.firstIssues", { shown: count(report.issues.length), all: count(report.issueCount) })}{" "}
            <a href={client.href(importReport, { params })} download>
              {t("import.csv")}
            </a>
          </p>
        </>
      )}
      {problem && <Failed problem={problem} />}
      {report.state === "checked" ? (
        <div className="actions">
          <button type="button" className="button" disabled={busy} onClick={discard}>
            {t("import.discard")}
          </button>
          <button type="button" className="button button-main" disabled={busy || report.good === 0} onClick={commit}>
            {bad > 0
              ? t("import.takeGood", { count: count(report.good) })
              : t("import.take", { count: count(report.good) })}
          </button>
        </div>
      ) : (
        <button type="button" className="button" onClick={onClose}>
          {t("import.another")}
        </button>
      )}
    </section>
  );
}
