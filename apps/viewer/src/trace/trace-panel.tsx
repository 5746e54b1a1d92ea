import { useEffect, useRef } from "react";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { BudgetSection } from "./budget-section.tsx";
import { startWords } from "./hop-words.ts";
import { type Traced, type TraceHandle, traceBases } from "./trace-context.ts";
import { extentOfTrace } from "./trace-place.ts";
import { parseTraceStart } from "./trace-start.ts";
import { TraceTable } from "./trace-table.tsx";
import { isComplete } from "./traced-path.ts";

/** The trace in the panel: whence, its budget, and hop by hop where the glass leads. */
export function TracePanel({ handle }: { handle: TraceHandle }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { answer, isStart, reload } = handle;
  return (
    <article className="object-panel trace-panel" aria-label={t("trace.start")}>
      <button type="button" className="link" onClick={() => dispatch({ type: "trace", trace: null })}>
        ‹ {t("trace.back")}
      </button>
      {!isStart ? (
        <p className="object-gone">{t("trace.unknown")}</p>
      ) : answer.state === "failed" ? (
        <Failed problem={answer.problem} onRetry={reload} />
      ) : answer.value ? (
        <Known key={handle.start} handle={handle} traced={answer.value} />
      ) : (
        <Loading text={t("trace.following")} />
      )}
    </article>
  );
}

function Known({ handle, traced }: { handle: TraceHandle; traced: Traced }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const extent = extentOfTrace(traced);
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(extent);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (first.current) dispatch({ type: "fly", extent: first.current });
  }, [dispatch]);
  return (
    <>
      <div className="object-head">
        <p className="object-kind">{t("trace.start")}</p>
        <h2 ref={heading} tabIndex={-1}>
          {startWords(traced.network, parseTraceStart(handle.start) ?? traced.trace.start, t)}
        </h2>
        {extent && (
          <p className="object-state">
            <button type="button" className="button button-small" onClick={() => dispatch({ type: "fly", extent })}>
              {t("plant.show")}
            </button>
          </p>
        )}
      </div>
      {handle.path && (
        <p className={isComplete(handle.path) ? "trace-verdict trace-complete" : "trace-verdict"}>
          <span aria-hidden="true">{isComplete(handle.path) ? "✓" : "!"}</span>{" "}
          {t(isComplete(handle.path) ? "trace.complete" : "trace.incomplete")}
        </p>
      )}
      <BudgetSection traced={traced} />
      <TraceTable handle={handle} traced={traced} />
      <fieldset className="trace-basis">
        <legend>{t("trace.basis")}</legend>
        {traceBases.map((basis) => (
          <label key={basis}>
            <input
              type="radio"
              name="trace-basis"
              checked={handle.basis === basis}
              onChange={() => handle.onBasis(basis)}
            />{" "}
            {t(`trace.basis.${basis}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
