import {
  createImport,
  Datum,
  getImport,
  type Import,
  ImportKind,
  type Problem,
  ProblemError,
  uploadLimitBytes,
} from "@cuntong/contract";
import { type DragEvent, useId, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { problemOf } from "../api/use-answer.ts";
import { Field } from "../controls/section.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";

interface Props {
  readonly projectId: string;
  readonly onReport: (report: Import) => void;
}

type Query = { kind: Import["kind"]; datum: "auto" | "WGS84" | "CGCS2000" | "GCJ02" | "BD09" };

/** Chooses what a file holds and in which datum, takes the file, and gets its report. Nothing is stored by that. */
export function ImportForm({ projectId, onReport }: Props) {
  const { t } = useSpeaker();
  const [kind, setKind] = useState<Query["kind"]>("villages");
  const [datum, setDatum] = useState<Query["datum"]>("auto");
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (file: File) => {
    setProblem(null);
    if (file.size > uploadLimitBytes)
      return setProblem({ type: "about:blank", title: "", status: 413, code: "TOO_LARGE" });
    setBusy(file.name);
    try {
      onReport(await upload(projectId, file, { kind, datum }));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <section className="import-form" aria-labelledby="import-title">
      <h2 id="import-title">{t("import.title")}</h2>
      <div className="field-pair">
        <Field label={t("import.kind")}>
          {(id) => (
            <select id={id} value={kind} onChange={(event) => setKind(ImportKind.parse(event.target.value))}>
              {ImportKind.options.map((one) => (
                <option key={one} value={one}>
                  {t(`import.kind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("import.datum")}>
          {(id) => (
            <select id={id} value={datum} onChange={(event) => setDatum(Datum.parse(event.target.value))}>
              {Datum.options.map((one) => (
                <option key={one} value={one}>
                  {one === "auto" ? t("import.datumAuto") : one}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className="field-hint">{t(`import.formats.${kind}`)}</p>
      {busy === null ? <DropArea onFile={send} /> : <Loading text={t("import.reading", { file: busy })} />}
      {problem && <Failed problem={problem} />}
    </section>
  );
}

function DropArea({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useSpeaker();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [over, setOver] = useState(false);
  const hover = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(on);
  };
  return (
    <label
      className={over ? "drop-area drop-area-over" : "drop-area"}
      htmlFor={id}
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={(event) => {
        hover(false)(event);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <strong>{t("import.drop")}</strong>
      <span>{t("import.browse")}</span>
      <input
        ref={input}
        id={id}
        type="file"
        className="visually-hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}

/** Uploads a file for checking. A 422 that names its import is a report too: its good rows can still be taken. */
async function upload(projectId: string, file: File, query: Query): Promise<Import> {
  try {
    const answer = await client.call(createImport, {
      params: { projectId },
      query: { ...query, fileName: file.name },
      file,
    });
    return answer.import;
  } catch (error) {
    const importId = error instanceof ProblemError ? error.problem.importId : undefined;
    if (importId === undefined) throw error;
    return (await client.call(getImport, { params: { importId } })).import;
  }
}
