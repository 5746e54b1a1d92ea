import { previewDesign } from "@cuntong/contract";
import { type Conflict, Network } from "@cuntong/network";
import { useEffect, useEffectEvent } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { fieldName, valueWords } from "../plant/history/value-words.ts";
import { BrokenRules } from "../plant/object/broken-rules.tsx";
import { ObjectLink } from "../plant/object/object-link.tsx";
import { usePlant } from "../plant/plant-context.ts";

interface Props {
  readonly designId: string;
  readonly edition: number;
  readonly onClean: (isClean: boolean) => void;
}

/** What merging now would meet: nothing, or the three values of every field in conflict, and the rules it would break. */
export function MergePreview({ designId, edition, onClean }: Props) {
  const { t } = useSpeaker();
  const { project } = usePlant();
  const { answer, reload } = useAnswer(`merge ${project.id} ${designId}`, edition, (signal) => {
    return client.call(previewDesign, { params: { projectId: project.id, designId }, signal });
  });
  const isClean = answer.state === "ready" && answer.value.clean;
  const tell = useEffectEvent((now: boolean) => onClean(now));
  useEffect(() => tell(isClean), [isClean]);
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  if (!answer.value) return <Loading text={t("designs.checking")} />;
  const { conflicts, violations } = answer.value;
  return (
    <div className="merge-preview" role="status">
      {isClean && <p className="merge-clean">✓ {t("designs.clean")}</p>}
      {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
      {violations.length > 0 && (
        <>
          <p className="merge-stopped">{t("designs.violations")}</p>
          <BrokenRules violations={violations} />
        </>
      )}
    </div>
  );
}

function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { t, count } = useSpeaker();
  return (
    <>
      <p className="merge-stopped">{t("designs.conflicts", { count: count(conflicts.length) })}</p>
      <p className="hint">{t("designs.conflictsHint")}</p>
      <table className="table difference-table">
        <thead>
          <tr>
            <th scope="col">{t("history.field")}</th>
            <th scope="col">{t("designs.atBase")}</th>
            <th scope="col">{t("designs.inDesign")}</th>
            <th scope="col">{t("designs.live")}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map((conflict) => (
            <ConflictRow
              key={`${conflict.object.table} ${conflict.object.id} ${"field" in conflict ? conflict.field : conflict.kind}`}
              conflict={conflict}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ConflictRow({ conflict }: { conflict: Conflict }) {
  const speaker = useSpeaker();
  const { t } = speaker;
  const { object } = conflict;
  const link = <ObjectLink network={Network.empty} of={object} />;
  if (conflict.kind !== "field") {
    return (
      <tr>
        <th scope="row">
          {t(`kind.${object.table}`)} {link}
        </th>
        <td colSpan={3}>{t(`designs.conflict.${conflict.kind}`)}</td>
      </tr>
    );
  }
  const words = (value: unknown) => valueWords(conflict.field, value, speaker);
  return (
    <tr>
      <th scope="row">
        {t(`kind.${object.table}`)} {link}: {fieldName(conflict.field, speaker)}
      </th>
      <td>{words(conflict.base)}</td>
      <td>{words(conflict.design)}</td>
      <td>{words(conflict.live)}</td>
    </tr>
  );
}
