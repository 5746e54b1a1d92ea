import { explainRoad } from "@cuntong/contract";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { AlternativeAnswer } from "./alternative-answer.tsx";

/** Why the plan does not use a road that is drawn on the map: what the best plan along it would cost more. */
export function RoadSection({ planId }: { planId: string }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { road, pen } = workspace;
  const isDrawing = pen === "road";
  const question = road && `road ${planId} ${JSON.stringify(road)}`;
  const { answer, reload } = useAnswer(question, 0, async (signal) => {
    const line = (road ?? []).map(([lon, lat]): [number, number] => [lon, lat]);
    return (await client.call(explainRoad, { params: { planId }, body: { id: t("road.name"), line }, signal }))
      .alternative;
  });
  return (
    <Section title={t("road.title")}>
      <p className="hint">{t("road.hint")}</p>
      <button
        type="button"
        className="button"
        aria-pressed={isDrawing}
        onClick={() => dispatch({ type: "pen", task: isDrawing ? null : "road" })}
      >
        {t(isDrawing ? "plan.drawStop" : "road.draw")}
      </button>
      {isDrawing && (
        <p className="field-hint" role="status">
          {t("onMap.drawHint")}
        </p>
      )}
      {road && <AlternativeAnswer answer={answer} onRetry={reload} asked="along" />}
    </Section>
  );
}
