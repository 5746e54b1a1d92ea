import { explainVillage, type VillageExplanation } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

/** Why a village is connected the way it is, asked for on a click: the first question about a plan makes it again. */
export function VillageWhy({ planId, code }: { planId: string; code: string }) {
  const { t } = useSpeaker();
  const [asked, setAsked] = useState(false);
  const { answer, reload } = useAnswer(asked ? `why ${planId} ${code}` : null, 0, async (signal) => {
    return (await client.call(explainVillage, { params: { planId, code }, signal })).explanation;
  });
  if (!asked)
    return (
      <button type="button" className="button button-small" onClick={() => setAsked(true)}>
        {t("why.ask")}
      </button>
    );
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  if (!answer.value) return <Loading text={t("why.asking")} />;
  return <WhyParts parts={answer.value.parts} />;
}

/** The parts of a path from the plant to the village; one that is pointed at shows its next best way on the map. */
function WhyParts({ parts }: Pick<VillageExplanation, "parts">) {
  const { t, money, length } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [shown, setShown] = useState<number | null>(null);
  const show = (index: number) => {
    const next = shown === index ? null : index;
    setShown(next);
    const lines = next === null ? [] : (parts[next]?.nextBest?.lines ?? []);
    dispatch({ type: "overlay", overlay: lines.length > 0 ? { kind: "way", own: [], other: lines } : null });
  };
  return (
    <div className="why">
      <h3>{t("why.title")}</h3>
      <p className="hint">{t("why.hint")}</p>
      <ol className="why-parts">
        {parts.map((part, index) => (
          <li key={part.spanIds.join(" ")}>
            <p>
              {t("why.part", { length: length(part.lengthM), cost: money(part.costFen), count: part.villagesBeyond })}
            </p>
            {part.mandatory && <p className="hint">{t("why.mandatory")}</p>}
            {part.nextBest === null && <p className="hint">{t("why.only")}</p>}
            {part.nextBest && (
              <button type="button" className="why-way" aria-pressed={shown === index} onClick={() => show(index)}>
                <span className="way-sign" aria-hidden="true" />
                {t("why.next", { length: length(part.nextBest.lengthM), more: money(part.nextBest.moreFen) })}
              </button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
