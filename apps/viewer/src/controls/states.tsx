import type { Problem } from "@cuntong/contract";
import type { ReactNode } from "react";
import { issueWords } from "../language/issues.ts";
import { problemWords } from "../language/problems.ts";
import { useSpeaker } from "../language/speaker.ts";

/** Something is on its way; said once to screen readers. */
export function Loading({ text }: { text: string }) {
  return (
    <p className="state state-loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {text}
    </p>
  );
}

/** Nothing is here yet, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state state-empty">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}

/** A call failed: what the API said, in words, and a way to try again. */
export function Failed({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t, language } = useSpeaker();
  return (
    <div className="state state-failed" role="alert">
      <p className="state-title">{problemWords(problem, language)}</p>
      {problem.issues?.length ? (
        <ul>
          {problem.issues.slice(0, 5).map((issue) => (
            <li key={`${issue.code} ${issue.message}`}>{issueWords(issue, language)}</li>
          ))}
        </ul>
      ) : (
        problem.detail && <p className="state-detail">{problem.detail}</p>
      )}
      <p className="state-code">{problem.requestId ? `${problem.code} · ${problem.requestId}` : problem.code}</p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t("state.retry")}
        </button>
      )}
    </div>
  );
}
