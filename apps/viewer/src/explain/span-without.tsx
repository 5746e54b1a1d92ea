import { explainSpan } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { useSpeaker } from "../language/speaker.ts";
import { AlternativeAnswer } from "./alternative-answer.tsx";

/** The best plan without a span, asked for on a click; its roads are drawn as a ghost. */
export function SpanWithout({ planId, spanId }: { planId: string; spanId: string }) {
  const { t } = useSpeaker();
  const [asked, setAsked] = useState(false);
  const { answer, reload } = useAnswer(asked ? `without ${planId} ${spanId}` : null, 0, async (signal) => {
    return (await client.call(explainSpan, { params: { planId, spanId }, signal })).alternative;
  });
  if (!asked)
    return (
      <button type="button" className="button button-small" onClick={() => setAsked(true)}>
        {t("without.ask")}
      </button>
    );
  return <AlternativeAnswer answer={answer} onRetry={reload} asked="without" />;
}
