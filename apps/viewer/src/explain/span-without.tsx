import { type Alternative, explainSpan } from "@cuntong/contract";
import { useEffect, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

/** The best plan without a span, asked for on a click; its roads are drawn as a ghost. */
export function SpanWithout({ planId, spanId }: { planId: string; spanId: string }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [asked, setAsked] = useState(false);
  const { answer, reload } = useAnswer(asked ? `without ${planId} ${spanId}` : null, 0, async (signal) => {
    return (await client.call(explainSpan, { params: { planId, spanId }, signal })).alternative;
  });
  const spans = answer.value?.comparison.spans;
  useEffect(() => {
    if (!spans) return;
    const lines = (parts: typeof spans.onlyA) => parts.map(({ line }) => line);
    dispatch({ type: "overlay", overlay: { kind: "way", own: lines(spans.onlyA), other: lines(spans.onlyB) } });
  }, [spans, dispatch]);
  if (!asked)
    return (
      <button type="button" className="button button-small" onClick={() => setAsked(true)}>
        {t("without.ask")}
      </button>
    );
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  if (!answer.value) return <Loading text={t("why.asking")} />;
  return <WithoutWords alternative={answer.value} />;
}

function WithoutWords({ alternative }: { alternative: Alternative }) {
  const { t, money, signed, length, count } = useSpeaker();
  const { atMostFen, atLeastFen, cutOff, comparison } = alternative;
  const { onlyA, onlyB, onlyALengthM, onlyBLengthM } = comparison.spans;
  return (
    <div className="why" role="status">
      <h3>{t("without.title")}</h3>
      <p>
        <strong>{t("without.cost", { more: signed(atMostFen, money) })}</strong>{" "}
        {atLeastFen !== undefined && atLeastFen > 0 && t("without.least", { least: money(atLeastFen) })}
        {atLeastFen !== undefined && atLeastFen <= 0 && t("without.unproven")}
      </p>
      {cutOff.length > 0 && <p>{t("without.cutOff", { count: cutOff.length })}</p>}
      {onlyA.length > 0 && (
        <p className="hint way-own">
          {t("without.own", { length: length(onlyALengthM), pieces: count(onlyA.length) })}
        </p>
      )}
      {onlyB.length > 0 && (
        <p className="hint way-other">
          {t("without.other", { length: length(onlyBLengthM), pieces: count(onlyB.length) })}
        </p>
      )}
    </div>
  );
}
