import type { County, Plan, PlanRequest, Project } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { FormEvent } from "react";
import { NumberField } from "../controls/number-field.tsx";
import { Field } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { planTitle } from "../plan/plan-title.ts";
import { useWorkspace } from "../state/context.ts";
import { BudgetSection } from "./budget-section.tsx";
import { CountedSection } from "./counted-section.tsx";
import type { Draft } from "./draft.ts";
import { ExistingSection } from "./existing-section.tsx";
import { OnMapSection } from "./on-map-section.tsx";
import { type DraftFault, planRequest } from "./plan-request.ts";
import { PriceBookField } from "./price-book-field.tsx";
import { bookOf, fittingBook } from "./price-book-fit.ts";
import { usePriceBooks } from "./use-price-books.ts";
import { useStartPlan } from "./use-start-plan.ts";
import { VillageChooser } from "./village-chooser.tsx";

const efforts = ["instant", "standard", "thorough"] as const satisfies readonly PlanRequest["effort"][];

interface Props {
  readonly project: Project;
  readonly counties: readonly County[];
  readonly viewRing: () => readonly Position[] | null;
  readonly onStarted: () => void;
  /** The plan that is changed; null for a plan of its own. */
  readonly changed: Plan | null;
  /** There is a plan to go back to. */
  readonly canReturn: boolean;
}

/** Asks which villages, which prices and how hard to try, and, folded, for all that can be decided beforehand; starts the plan. */
export function PlanForm({ project, counties, viewRing, onStarted, changed, canReturn }: Props) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { draft, countyCode } = workspace;
  const { start, sending, problem } = useStartPlan(onStarted);
  const books = usePriceBooks(project.id);
  const asked = planRequest(draft, { projectId: project.id, countyCode });
  const change = (to: Partial<Draft>) => dispatch({ type: "draft", change: to });
  // What is counted needs its own prices: a book that fits is taken where the chosen one does not.
  const count = (to: Partial<Pick<Draft, "counting" | "existingSpans">>) => {
    const next = { ...draft, ...to };
    const chosen = bookOf(books.answer.value ?? [], draft);
    const fitting = chosen && fittingBook(books.answer.value ?? [], chosen, next);
    const turned = (next.counting === null) !== (draft.counting === null) || next.existingSpans !== draft.existingSpans;
    change({ ...to, ...(turned && fitting ? { priceBook: fitting.name } : {}) });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ("request" in asked) await start(asked.request);
  };
  return (
    <form className="plan-form" onSubmit={submit} aria-label={t("plan.new")}>
      <div className="panel-head">
        <h2>{t(draft.from === null ? "plan.new" : "plan.change")}</h2>
        {canReturn && (
          <button type="button" className="link" onClick={() => dispatch({ type: "planning", open: false })}>
            {t("plan.back")}
          </button>
        )}
      </div>
      <p className="hint">
        {changed ? t("plan.changeIntro", { plan: planTitle(changed, t, counties) }) : t("plan.intro")}
      </p>
      <VillageChooser project={project} counties={counties} viewRing={viewRing} />
      <PriceBookField answer={books.answer} onRetry={books.reload} draft={draft} onChange={change} />
      <EffortField effort={draft.effort} onChange={(effort) => change({ effort })} />
      <div className="form-sections">
        <BudgetSection
          {...{ budget: draft.budget, counties, services: project.services }}
          onChange={(budget) => change({ budget })}
        />
        <OnMapSection projectId={project.id} />
        <ExistingSection existingSpans={draft.existingSpans} onChange={(existingSpans) => count({ existingSpans })} />
        <CountedSection counting={draft.counting} onChange={(counting) => count({ counting })} />
      </div>
      <div className="field-pair">
        <Field label={t("plan.name")}>
          {(id) => (
            <input
              id={id}
              maxLength={120}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <NumberField
          label={t("plan.seed")}
          value={draft.seed}
          onChange={(seed) => change({ seed })}
          error={faultsOf(asked).includes("seed") ? t("field.seed") : undefined}
        />
      </div>
      {problem && <Failed problem={problem} />}
      <Faults faults={faultsOf(asked)} />
      <button type="submit" className="button button-main button-wide" disabled={!("request" in asked) || sending}>
        {t(sending ? "plan.starting" : "plan.start")}
      </button>
    </form>
  );
}

function faultsOf(asked: ReturnType<typeof planRequest>): readonly DraftFault[] {
  return "faults" in asked ? asked.faults : [];
}

/** Why the plan cannot be started yet. */
function Faults({ faults }: { faults: readonly DraftFault[] }) {
  const { t } = useSpeaker();
  const [first] = faults;
  return first ? <p className="field-hint">{t(`plan.need.${first}`)}</p> : null;
}

function EffortField({ effort, onChange }: { effort: Draft["effort"]; onChange: (effort: Draft["effort"]) => void }) {
  const { t } = useSpeaker();
  return (
    <fieldset className="effort">
      <legend>{t("plan.effort")}</legend>
      <div className="segments">
        {efforts.map((one) => (
          <label key={one}>
            <input
              className="segment-input"
              type="radio"
              name="effort"
              checked={effort === one}
              onChange={() => onChange(one)}
            />
            <span className="segment">{t(`plan.effort.${one}`)}</span>
          </label>
        ))}
      </div>
      <p className="field-hint">{t(`plan.effortHint.${effort}`)}</p>
    </fieldset>
  );
}
