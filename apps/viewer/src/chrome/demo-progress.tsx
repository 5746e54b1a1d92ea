import { DemoDone, type DemoId, demoEvents, loadDemo, Problem, DemoProgress as Progress } from "@cuntong/contract";
import { useEffect, useEffectEvent, useState } from "react";
import { client } from "../api/client.ts";
import { followEvents } from "../api/events.ts";
import { problemOf } from "../api/use-answer.ts";
import { ProgressBar } from "../controls/progress-bar.tsx";
import { Failed } from "../controls/states.tsx";
import { demoStepWords } from "../language/problems.ts";
import { useSpeaker } from "../language/speaker.ts";

interface Props {
  readonly demoId: DemoId;
  readonly onDone: (projectId: string) => void;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** Starts loading a demonstration when it appears, and shows how far it is. */
export function DemoProgress({ demoId, onDone, onRetry, onClose }: Props) {
  const { t, percent, language } = useSpeaker();
  const [progress, setProgress] = useState({ step: "", fraction: 0 });
  const [problem, setProblem] = useState<Problem | null>(null);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    let stop = () => {};
    let left = false;
    client.call(loadDemo, { params: { demoId } }).then(
      () => {
        if (left) return;
        const handlers = {
          progress: (data: unknown) => setProgress(Progress.parse(data)),
          done: (data: unknown) => done(DemoDone.parse(data).projectId),
          failed: (data: unknown) => setProblem(Problem.safeParse(data).data ?? problemOf(data)),
        };
        const lost = () => setProblem(problemOf(new Error(demoId)));
        stop = followEvents(client.href(demoEvents, { params: { demoId } }), handlers, ["done", "failed"], lost);
      },
      (error: unknown) => left || setProblem(problemOf(error)),
    );
    return () => {
      left = true;
      stop();
    };
  }, [demoId]);
  return (
    <section className="demo-progress" aria-label={t("demo.loading")}>
      <div className="demo-progress-head">
        <h2>{t("demo.loading")}</h2>
        {!problem && <span>{percent(progress.fraction)}</span>}
        <button type="button" className="icon-button" aria-label={t("action.close")} onClick={onClose}>
          ×
        </button>
      </div>
      {problem ? (
        <Failed problem={problem} onRetry={onRetry} />
      ) : (
        <>
          <ProgressBar fraction={progress.fraction} label={t("demo.loading")} />
          <p className="hint" aria-live="polite">
            {demoStepWords(progress.step, language)}
          </p>
        </>
      )}
    </section>
  );
}
