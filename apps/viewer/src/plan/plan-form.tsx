import {
  type County,
  createPlan,
  listPriceBooks,
  type PlanRequest,
  type Problem,
  type Project,
} from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import { type FormEvent, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf, useAnswer } from "../api/use-answer.ts";
import { Field } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { type Choice, planRequest } from "./plan-request.ts";
import { VillageChooser } from "./village-chooser.tsx";

const efforts = ["instant", "standard", "thorough"] as const satisfies readonly PlanRequest["effort"][];

interface Props {
  readonly project: Project;
  readonly counties: readonly County[];
  readonly viewRing: () => readonly Position[] | null;
  readonly onStarted: () => void;
  /** There is a plan to go back to. */
  readonly canReturn: boolean;
}

/** Asks which villages, which prices and how hard to try, and starts the plan. */
export function PlanForm({ project, counties, viewRing, onStarted, canReturn }: Props) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const [choice, setChoice] = useState<Choice>(workspace.countyCode === null ? "all" : "county");
  const [priceBook, setPriceBook] = useState("");
  const [effort, setEffort] = useState<(typeof efforts)[number]>("standard");
  const [seed, setSeed] = useState("1");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const request = planRequest({
    projectId: project.id,
    choice,
    countyCode: workspace.countyCode,
    polygon: workspace.polygon,
    priceBook,
    effort,
    seed,
    name,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!request) return;
    setSending(true);
    try {
      const { plan } = await client.call(createPlan, { body: request });
      dispatch({ type: "plan", planId: plan.id });
      onStarted();
    } catch (error) {
      setProblem(problemOf(error));
      setSending(false);
    }
  };
  return (
    <form className="plan-form" onSubmit={submit} aria-label={t("plan.new")}>
      <div className="panel-head">
        <h2>{t("plan.new")}</h2>
        {canReturn && (
          <button type="button" className="link" onClick={() => dispatch({ type: "planning", open: false })}>
            {t("plan.back")}
          </button>
        )}
      </div>
      <p className="hint">{t("plan.intro")}</p>
      <VillageChooser project={project} counties={counties} choice={choice} onChoice={setChoice} viewRing={viewRing} />
      <PriceBookField projectId={project.id} value={priceBook} onChange={setPriceBook} />
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
                onChange={() => setEffort(one)}
              />
              <span className="segment">{t(`plan.effort.${one}`)}</span>
            </label>
          ))}
        </div>
        <p className="field-hint">{t(`plan.effortHint.${effort}`)}</p>
      </fieldset>
      <div className="field-pair">
        <Field label={t("plan.name")}>
          {(id) => <input id={id} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t("plan.seed")}>
          {(id) => (
            <input
              id={id}
              inputMode="numeric"
              pattern="[0-9]{1,10}"
              required
              value={seed}
              onChange={(event) => setSeed(event.target.value)}
            />
          )}
        </Field>
      </div>
      {problem && <Failed problem={problem} />}
      {!request && <p className="field-hint">{t(choice === "polygon" ? "plan.needPolygon" : "plan.needCounty")}</p>}
      <button type="submit" className="button button-main button-wide" disabled={!request || sending}>
        {t(sending ? "plan.starting" : "plan.start")}
      </button>
    </form>
  );
}

function PriceBookField(props: { projectId: string; value: string; onChange: (name: string) => void }) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  const { projectId, value, onChange } = props;
  const { answer, reload } = useAnswer(`prices ${projectId}`, workspace.edition, async (signal) => {
    return (await client.call(listPriceBooks, { params: { projectId }, signal })).priceBooks;
  });
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  const books = answer.value ?? [];
  return (
    <Field label={t("plan.priceBook")}>
      {(id) => (
        <select id={id} value={value || (books[0]?.name ?? "")} onChange={(event) => onChange(event.target.value)}>
          {books.map((book) => (
            <option key={book.name} value={book.name}>
              {book.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
