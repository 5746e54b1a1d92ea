import { abandonDesign, mergeDesign, type Problem, rebaseDesign } from "@cuntong/contract";
import { useEffect, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { extentOf } from "../plant/object/place-of.ts";
import { usePlant } from "../plant/plant-context.ts";
import { useWorkspace } from "../state/context.ts";
import type { DesignHandle, OpenDesign } from "./design-context.ts";
import { DesignState } from "./design-list.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { MergePreview } from "./merge-preview.tsx";

/** An open design: what it does to the plant, what stands against it, and what may be done with it. */
export function DesignPanel({ handle }: { handle: DesignHandle }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { answer, reload } = handle;
  return (
    <article className="object-panel design-panel" aria-label={t("designs.one")}>
      <button type="button" className="link" onClick={() => dispatch({ type: "design", design: null })}>
        ‹ {t("plant.holds")}
      </button>
      {answer.state === "failed" ? (
        <Failed problem={answer.problem} onRetry={reload} />
      ) : answer.value ? (
        <Known key={answer.value.design.id} open={answer.value} onReload={reload} />
      ) : (
        <Loading text={t("plant.opening")} />
      )}
    </article>
  );
}

function Known({ open, onReload }: { open: OpenDesign; onReload: () => void }) {
  const { t, count } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { design, drawing, differences } = open;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const extent = extentOf({
    points: drawing.flatMap(({ at }) => (at ? [at] : [])),
    lines: drawing.flatMap(({ line }) => (line ? [line] : [])),
  });
  return (
    <>
      <div className="object-head">
        <p className="object-kind">{t("designs.one")}</p>
        <h2 ref={heading} tabIndex={-1}>
          {design.name}
        </h2>
        <p className="object-state">
          <DesignState state={design.state} />
          {extent && (
            <button type="button" className="button button-small" onClick={() => dispatch({ type: "fly", extent })}>
              {t("plant.show")}
            </button>
          )}
        </p>
        <p className="hint">
          {t("designs.base", { revision: count(design.baseRevision), who: design.by })}
          {design.mergedRevision !== undefined &&
            ` ${t("designs.mergedAs", { revision: count(design.mergedRevision) })}`}
        </p>
      </div>
      {design.state === "open" && <Actions open={open} onReload={onReload} />}
      <DifferenceList differences={differences} />
    </>
  );
}

type Deed = "merge" | "rebase" | "abandon";
const routeOf = { merge: mergeDesign, rebase: rebaseDesign, abandon: abandonDesign } as const;

/** Merge, rebase and abandon; what would stand against a merge is said before. */
function Actions({ open: { design, etag, differences }, onReload }: { open: OpenDesign; onReload: () => void }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { project, tick, reload } = usePlant();
  const [doing, setDoing] = useState<Deed | null>(null);
  const [isSure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isClean, setClean] = useState(false);
  const act = async (deed: Deed) => {
    setDoing(deed);
    setProblem(null);
    try {
      const params = { projectId: project.id, designId: design.id };
      await client.call(routeOf[deed], { params, ifMatch: etag });
      dispatch({ type: "stored" });
      reload();
      onReload();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setDoing(null);
    setSure(false);
  };
  if (workspace.asOf !== null) return null;
  const isEmpty = differences.length === 0;
  return (
    <section className="design-actions" aria-label={t("designs.actions")}>
      <p className="hint">{t("designs.editing")}</p>
      {!isEmpty && <MergePreview designId={design.id} edition={etag + tick} onClean={setClean} />}
      {problem && <Failed problem={problem} />}
      <div className="actions actions-start">
        <button
          type="button"
          className="button button-main"
          disabled={isEmpty || !isClean || doing !== null}
          onClick={() => void act("merge")}
        >
          {t("designs.merge")}
        </button>
        <button
          type="button"
          className="button"
          disabled={isEmpty || doing !== null}
          title={t("designs.rebaseText")}
          onClick={() => void act("rebase")}
        >
          {t("designs.rebase")}
        </button>
        <button
          type="button"
          className="button"
          disabled={doing !== null}
          onClick={() => (isSure ? void act("abandon") : setSure(true))}
        >
          {t(isSure ? "designs.abandonSure" : "designs.abandon")}
        </button>
      </div>
    </section>
  );
}
