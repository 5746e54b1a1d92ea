import type { County } from "@cuntong/contract";
import { redundancyGrades } from "@cuntong/network";
import { useMemo, useState } from "react";
import { ProgressBar } from "../controls/progress-bar.tsx";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useFaults } from "../faults/fault-context.ts";
import { extentRound } from "../faults/fault-drawing.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { alikePoints } from "./alike.ts";
import { CountyGrades } from "./county-grades.tsx";
import { GradeMark } from "./grade-mark.tsx";
import { GradedVillages } from "./graded-villages.tsx";
import { linesOf } from "./redundancy-drawing.ts";
import { ReinforcementResult } from "./reinforcement-result.tsx";
import { heldLayers, type PointFeature, type RedundancyAnswer } from "./use-redundancy.ts";

/** How villages are held before anything breaks: grades, the points whose loss cuts most off, and spans that would help. */
export function RedundancySection({ counties }: { counties: readonly County[] }) {
  const { t, count } = useSpeaker();
  const { held } = useFaults();
  const { assessed, points, asking, problem } = held;
  return (
    <Section title={t("held.title")} figure={assessed ? count(assessed.pointCount) : ""}>
      {problem && <Failed problem={problem} />}
      {assessed && <Grades answer={assessed} />}
      <div className="actions actions-start">
        <button
          type="button"
          className={assessed ? "button" : "button button-main"}
          disabled={asking !== null}
          onClick={held.assess}
        >
          {t(asking === "assess" ? "fault.asking" : assessed ? "held.again" : "held.assess")}
        </button>
      </div>
      {assessed && <OnMap />}
      {assessed && <CountyGrades answer={assessed} counties={counties} />}
      {assessed && <GradedVillages answer={assessed} counties={counties} />}
      {assessed && points.length > 0 && <Points points={points} all={assessed.pointCount} />}
      {assessed && <Reinforce />}
    </Section>
  );
}

/** What of the assessment the map draws. */
function OnMap() {
  const { t } = useSpeaker();
  const { held } = useFaults();
  return (
    <fieldset className="grade-switches">
      <legend>{t("held.onMap")}</legend>
      {heldLayers.map((layer) => (
        <label key={layer}>
          <input
            type="checkbox"
            checked={held.drawn[layer]}
            onChange={(event) => held.draw(layer, event.target.checked)}
          />{" "}
          {t(`held.layer.${layer}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Grades({ answer }: { answer: RedundancyAnswer }) {
  const { t, count, percent } = useSpeaker();
  const all = Object.values(answer.villages).reduce((sum, one) => sum + one, 0);
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t("held.grade")}</th>
          <th>{t("held.villages")}</th>
          <th>{t("held.people")}</th>
        </tr>
      </thead>
      <tbody>
        {redundancyGrades.map((grade) => (
          <tr key={grade}>
            <th>
              <GradeMark grade={grade} /> {t(`held.${grade}`)}
            </th>
            <td>
              {count(answer.villages[grade])}{" "}
              {answer.villages[grade] > 0 && <span className="of">{percent(answer.villages[grade] / all)}</span>}
            </td>
            <td>{count(answer.people[grade])}</td>
          </tr>
        ))}
      </tbody>
      <caption className="hint">
        {t("held.by", { revision: count(answer.revision), groups: count(answer.sharedRisks.parallel) })}
      </caption>
    </table>
  );
}

/** The worst points, those of one stretch in one row; the map shows them all, the wider the worse. */
function Points({ points, all }: { points: readonly PointFeature[]; all: number }) {
  const { t, count } = useSpeaker();
  const { held } = useFaults();
  const { dispatch } = useWorkspace();
  const [shown, setShown] = useState(8);
  const groups = useMemo(() => alikePoints(points), [points]);
  const show = (members: readonly number[]) => {
    held.choose(members);
    const extent = extentRound(members.flatMap((i) => linesOf(points[i]!).flat()));
    if (extent) dispatch({ type: "fly", extent });
  };
  return (
    <section aria-label={t("held.points")}>
      <h4>{t("held.points")}</h4>
      <ol className="point-list">
        {groups.slice(0, shown).map(({ members, villages, people }) => {
          const { kind, id } = points[members[0]!]!.properties;
          return (
            <li key={`${kind} ${id}`}>
              <button
                type="button"
                className="row-button"
                aria-current={held.chosen[0] === members[0]}
                onClick={() => show(members)}
              >
                <span className="row-name">
                  {t(`held.kind.${kind}`, { id })}
                  {members.length > 1 && <span className="of">{t("held.alike", { count: members.length - 1 })}</span>}
                </span>
                <span className="row-button-line hint">
                  {t("held.cuts", { count: villages, people: count(people) })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {shown < groups.length && (
        <button type="button" className="link" onClick={() => setShown(shown + 20)}>
          {t("held.more")}
        </button>
      )}
      {points.length < all && (
        <p className="hint">{t("held.drawn", { drawn: count(points.length), all: count(all) })}</p>
      )}
    </section>
  );
}

const goals = ["twoDisjoint", "dualHomed", "round"] as const;
/** Points that one plan may lead round. */
const mostRound = 500;

function Reinforce() {
  const { t } = useSpeaker();
  const { held } = useFaults();
  const { workspace } = useWorkspace();
  const [goal, setGoal] = useState<(typeof goals)[number]>("twoDisjoint");
  const [budget, setBudget] = useState("");
  const { asking, reinforcement } = held;
  const running = typeof asking === "object" ? asking : null;
  const round = held.chosen.slice(0, mostRound).flatMap((i) => {
    const { kind, id } = held.points[i]!.properties;
    return { kind, id };
  });
  const budgetFen = budget.trim() === "" ? null : Math.round(Number(budget) * 1_000_000);
  const isWrong = budgetFen !== null && !(budgetFen >= 0);
  return (
    <section aria-label={t("held.reinforce")}>
      <h4>{t("held.reinforce")}</h4>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const county = workspace.countyCode === null ? {} : { countyCode: workspace.countyCode };
          held.reinforce(goal === "round" ? { points: round } : { grade: goal, ...county }, budgetFen);
        }}
      >
        <div className="field">
          <label htmlFor="held-goal">{t("held.goal")}</label>
          <select
            id="held-goal"
            value={goal}
            onChange={(event) => setGoal(goals.find((one) => one === event.target.value) ?? goal)}
          >
            {goals.map((one) => (
              <option key={one} value={one} disabled={one === "round" && round.length === 0}>
                {t(`held.goal.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="held-budget">{t("held.budget")}</label>
          <input
            id="held-budget"
            inputMode="decimal"
            value={budget}
            aria-invalid={isWrong}
            onChange={(event) => setBudget(event.target.value)}
          />
          <p className="field-hint">{t(isWrong ? "budget.capWrong" : "held.budgetHint")}</p>
        </div>
        <div className="actions actions-start">
          {running ? (
            <button type="button" className="button" onClick={held.stop}>
              {t("action.cancel")}
            </button>
          ) : (
            <button
              type="submit"
              className="button"
              disabled={asking !== null || isWrong || (goal === "round" && round.length === 0)}
            >
              {t("held.plan")}
            </button>
          )}
        </div>
      </form>
      {running && <ProgressBar label={t("held.reinforce")} fraction={running.fraction} />}
      {reinforcement && <ReinforcementResult answer={reinforcement} />}
    </section>
  );
}
