import { type FormEvent, useState } from "react";
import { Field } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";

/** Opens the plant as it was at a moment, told in the reader's own time. */
export function PastField() {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [text, setText] = useState("");
  const instant = text === "" ? Number.NaN : Date.parse(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!Number.isNaN(instant)) dispatch({ type: "asOf", asOf: new Date(instant).toISOString() });
  };
  return (
    <form className="edit-form edit-row" onSubmit={submit}>
      <Field label={t("past.moment")}>
        {(id) => (
          <input
            id={id}
            type="datetime-local"
            step="1"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={Number.isNaN(instant)}>
        {t("past.show")}
      </button>
    </form>
  );
}
