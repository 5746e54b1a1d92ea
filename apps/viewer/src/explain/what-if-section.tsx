import { type PlanDetail, Problem, WhatIf, whatIfPrices } from "@cuntong/contract";
import { useEffect, useId, useState } from "react";
import { client } from "../api/client.ts";
import { followEvents } from "../api/events.ts";
import { problemOf } from "../api/use-answer.ts";
import { ProgressBar } from "../controls/progress-bar.tsx";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { itemWords } from "../language/items.ts";
import { useSpeaker } from "../language/speaker.ts";
import { priceGroups } from "./price-groups.ts";

type Asking =
  | { readonly state: "idle" }
  | { readonly state: "asking"; readonly prices: string; readonly fraction: number }
  | { readonly state: "answered"; readonly answer: WhatIf }
  | { readonly state: "failed"; readonly problem: Problem };

/** How the plan stands when some prices rise or fall: what it costs then, and whether another one becomes better. */
export function WhatIfSection({ planId, bill }: { planId: string; bill: PlanDetail["bill"] }) {
  const { t, language } = useSpeaker();
  const id = useId();
  const groups = priceGroups(bill.map(({ code }) => code));
  const [prices, setPrices] = useState(groups[0] ?? "");
  const [asking, setAsking] = useState<Asking>({ state: "idle" });
  const asked = asking.state === "asking" ? asking.prices : null;
  useEffect(() => {
    if (asked === null) return;
    const url = client.href(whatIfPrices, { params: { planId }, query: { prices: asked, percents: "-20,-10,10,20" } });
    const fail = (problem: Problem) => setAsking({ state: "failed", problem });
    return followEvents(
      url,
      {
        progress: (data) =>
          setAsking({ state: "asking", prices: asked, fraction: (data as { fraction: number }).fraction }),
        end: (data) => setAsking({ state: "answered", answer: WhatIf.parse(data) }),
        failed: (data) => fail(Problem.parse(data)),
      },
      ["end", "failed"],
      () => fail(problemOf(new Error("The stream was lost."))),
    );
  }, [asked, planId]);
  return (
    <Section title={t("whatIf.title")}>
      <div className="what-if-ask">
        <label className="visually-hidden" htmlFor={id}>
          {t("whatIf.prices")}
        </label>
        <select id={id} value={prices} onChange={(event) => setPrices(event.target.value)}>
          {groups.map((group) => (
            <option key={group} value={group}>
              {groupWords(group)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button"
          disabled={asked !== null}
          onClick={() => setAsking({ state: "asking", prices, fraction: 0 })}
        >
          {t("whatIf.ask")}
        </button>
      </div>
      {asking.state === "asking" && <ProgressBar fraction={asking.fraction} label={t("whatIf.asking")} />}
      {asking.state === "failed" && <Failed problem={asking.problem} />}
      {asking.state === "answered" && <WhatIfTable answer={asking.answer} />}
    </Section>
  );

  function groupWords(group: string): string {
    return group in groupPhrases ? t(groupPhrases[group as keyof typeof groupPhrases]) : itemWords(group, language);
  }
}

const groupPhrases = {
  span: "whatIf.group.span",
  "span.aerial": "whatIf.group.aerial",
  "span.duct": "whatIf.group.duct",
  "span.buried": "whatIf.group.buried",
  class: "whatIf.group.class",
  crossing: "whatIf.group.crossing",
  cable: "whatIf.group.cable",
} as const;

function WhatIfTable({ answer }: { answer: WhatIf }) {
  const { t, money, count, percent } = useSpeaker();
  const [least, most] = answer.costFen;
  return (
    <div role="status">
      <p>
        {t("whatIf.range", { least: money(least), most: money(most) })}{" "}
        {t(answer.stable ? "whatIf.stable" : "whatIf.unstable")}
      </p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("whatIf.change")}</th>
            <th scope="col">{t("whatIf.keep")}</th>
            <th scope="col">{t("whatIf.best")}</th>
            <th scope="col">{t("whatIf.bound")}</th>
            <th scope="col">{t("whatIf.villages")}</th>
          </tr>
        </thead>
        <tbody>
          {answer.points.map((point) => (
            <tr key={point.percent}>
              <th scope="row">{`${point.percent > 0 ? "+" : "−"}${percent(Math.abs(point.percent) / 100)}`}</th>
              <td>{money(point.keepFen)}</td>
              <td>{money(point.bestFen)}</td>
              <td>{point.lowerBoundFen === undefined ? "–" : money(point.lowerBoundFen)}</td>
              <td>{point.stays ? t("whatIf.stays") : count(point.villages.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
