import type { Alternative } from "@cuntong/contract";
import { useEffect } from "react";
import type { Answer } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

interface Props {
  readonly answer: Answer<Alternative>;
  readonly onRetry: () => void;
  /** What was asked: the best plan without a span, or the best one along a road. */
  readonly asked: "without" | "along";
}

/** The best other plan, in words and as a ghost on the map. */
export function AlternativeAnswer({ answer, onRetry, asked }: Props) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const spans = answer.value?.comparison.spans;
  useEffect(() => {
    if (!spans) return;
    const lines = (parts: typeof spans.onlyA) => parts.map(({ line }) => line);
    dispatch({ type: "overlay", overlay: { kind: "way", own: lines(spans.onlyA), other: lines(spans.onlyB) } });
  }, [spans, dispatch]);
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={onRetry} />;
  if (!answer.value) return <Loading text={t("why.asking")} />;
  return (
    <div className="why" role="status">
      <h3>{t(`${asked}.title`)}</h3>
      {answer.value.asPlanned ? <p>{t(`${asked}.asPlanned`)}</p> : <Words alternative={answer.value} asked={asked} />}
    </div>
  );
}

function Words({ alternative, asked }: { alternative: Alternative; asked: Props["asked"] }) {
  const { t, money, signed, length, count } = useSpeaker();
  const { atMostFen, atLeastFen, cutOff, comparison } = alternative;
  const { onlyA, onlyB, onlyALengthM, onlyBLengthM } = comparison.spans;
  return (
    <>
      <p>
        <strong>{t(`${asked}.cost`, { more: signed(atMostFen, money) })}</strong>{" "}
        {atLeastFen !== undefined && atLeastFen > 0 && t(`${asked}.least`, { least: money(atLeastFen) })}
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
    </>
  );
}
