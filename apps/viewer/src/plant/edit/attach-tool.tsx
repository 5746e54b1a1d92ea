import { keepFile, type Problem } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../../api/client.ts";
import { problemOf } from "../../api/use-answer.ts";
import { Failed } from "../../controls/states.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { type Around, usePlant } from "../plant-context.ts";
import type { Edits } from "./use-edits.ts";

/** Hangs a photo, document or trace on the chosen object. */
export function AttachTool({ around: { object }, edits }: { around: Around; edits: Edits }) {
  const { t } = useSpeaker();
  const { project } = usePlant();
  const [problem, setProblem] = useState<Problem | null>(null);
  const attach = async (file: File) => {
    setProblem(null);
    try {
      const kept = await client.call(keepFile, { params: { projectId: project.id }, file });
      await edits.run("attach", { ...kept, of: object, name: file.name.slice(0, 400) });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <div className="edit-form">
      <label className="button button-small">
        {t("edit.attach")}
        <input
          type="file"
          className="visually-hidden"
          accept=".jpg,.jpeg,.png,.webp,.pdf,.sor"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void attach(file);
            event.target.value = "";
          }}
        />
      </label>
      {problem && <Failed problem={problem} />}
    </div>
  );
}
