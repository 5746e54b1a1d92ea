import { useSpeaker } from "../../language/speaker.ts";
import type { FieldDifference } from "./field-differences.ts";
import { fieldName, valueWords } from "./value-words.ts";

/** Fields before and after, side by side. */
export function DifferenceTable({ differences }: { differences: readonly FieldDifference[] }) {
  const speaker = useSpeaker();
  const { t } = speaker;
  if (differences.length === 0) return <p className="hint">{t("history.same")}</p>;
  return (
    <table className="table difference-table">
      <thead>
        <tr>
          <th scope="col">{t("history.field")}</th>
          <th scope="col">{t("history.before")}</th>
          <th scope="col">{t("history.after")}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{fieldName(field, speaker)}</th>
            <td>{valueWords(field, before, speaker)}</td>
            <td>{valueWords(field, after, speaker)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
