import { createDesign, type Design } from "@cuntong/contract";
import { type FormEvent, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Field, Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { usePlant } from "../plant/plant-context.ts";
import { useWorkspace } from "../state/context.ts";
import { useDesigns } from "./design-context.ts";
import { designIdFrom } from "./design-id.ts";

/** The designs of the project, open ones first, and a new one. */
export function DesignList() {
  const { t, count } = useSpeaker();
  const { workspace } = useWorkspace();
  const { project, tick } = usePlant();
  const { answer, reload } = useDesigns(project.id, workspace.edition + tick);
  const designs = [...(answer.value ?? [])].sort((a, b) => Number(b.state === "open") - Number(a.state === "open"));
  return (
    <Section title={t("designs.title")} figure={count(designs.length)} open>
      <p className="hint">{t("designs.hint")}</p>
      {answer.state === "failed" && <Failed problem={answer.problem} onRetry={reload} />}
      <ul className="object-list">
        {designs.map((design) => (
          <Listed key={design.id} design={design} />
        ))}
      </ul>
      {workspace.asOf === null && <NewDesign projectId={project.id} onMade={reload} />}
    </Section>
  );
}

function Listed({ design }: { design: Design }) {
  const { t, count } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { id, name, state, baseRevision, by, objects } = design;
  return (
    <li>
      <button type="button" className="link" onClick={() => dispatch({ type: "design", design: id })}>
        {name}
      </button>
      <DesignState state={state} />
      <span className="hint">
        {t("designs.line", { count: count(objects), revision: count(baseRevision), who: by })}
      </span>
    </li>
  );
}

/** Open, merged or abandoned, told by shape too. */
export function DesignState({ state }: { state: Design["state"] }) {
  const { t } = useSpeaker();
  return <span className={`design-state design-${state}`}>{t(`designs.state.${state}`)}</span>;
}

function NewDesign({ projectId, onMade }: { projectId: string; onMade: () => void }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    const id = designIdFrom(name, crypto.randomUUID());
    try {
      await client.call(createDesign, { params: { projectId }, body: { id, name: name.trim() } });
      onMade();
      dispatch({ type: "design", design: id });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <form className="design-new" onSubmit={(event) => void make(event)}>
      <Field label={t("designs.newName")}>
        {(id) => (
          <input id={id} value={name} maxLength={200} required onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <button type="submit" className="button" disabled={name.trim() === ""}>
        {t("designs.new")}
      </button>
      {problem && <Failed problem={problem} />}
    </form>
  );
}
