import { createProject, type Problem } from "@cuntong/contract";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Field } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { projectIdFrom } from "./project-id.ts";

/** Asks for a name and an id, and makes an empty project. */
export function NewProjectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [name, setName] = useState("");
  const [id, setId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const shownId = id ?? projectIdFrom(name);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const { project } = await client.call(createProject, { body: { id: shownId, name: name.trim() } });
      dispatch({ type: "stored" });
      dispatch({ type: "project", projectId: project.id });
      dispatch({ type: "room", room: "data" });
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={title}>{t("project.new")}</h2>
        <p className="hint">{t("project.newHint")}</p>
        <Field label={t("project.name")}>
          {(field) => (
            <input id={field} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t("project.id")} hint={t("project.idHint")}>
          {(field) => (
            <input
              id={field}
              required
              maxLength={40}
              pattern="[a-z0-9][a-z0-9\-]{0,39}"
              value={shownId}
              onChange={(event) => setId(event.target.value)}
            />
          )}
        </Field>
        {problem && <Failed problem={problem} />}
        <div className="actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t("action.cancel")}
          </button>
          <button type="submit" className="button button-main">
            {t("project.create")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
