import type { DesignDifference } from "@cuntong/contract";
import { nodeKinds, supports } from "@cuntong/network";
import { useState } from "react";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { DifferenceTable } from "../plant/history/difference-table.tsx";
import { type DifferenceGroup, differenceGroups, differenceName, fieldValue } from "./difference-groups.ts";

const shownAtOnce = 40;

/** What a design does, object by object and field by field. */
export function DifferenceList({ differences }: { differences: readonly DesignDifference[] }) {
  const { t } = useSpeaker();
  const groups = differenceGroups(differences);
  return (
    <>
      <h3 className="object-part">{t("designs.differences")}</h3>
      {groups.length === 0 && <p className="hint">{t("designs.empty")}</p>}
      {groups.map((group) => (
        <Group key={`${group.table} ${group.kind}`} group={group} isOpen={differences.length < 12} />
      ))}
    </>
  );
}

function Group({ group: { table, kind, differences }, isOpen }: { group: DifferenceGroup; isOpen: boolean }) {
  const { t, count } = useSpeaker();
  const [shown, setShown] = useState(shownAtOnce);
  const title = `${t(`designs.kind.${kind}`)}: ${t(`kind.${table}`)}`;
  return (
    <Section title={title} figure={count(differences.length)} open={isOpen}>
      {differences.slice(0, shown).map((difference) => (
        <details key={difference.object.id} className={`design-difference design-${kind}`}>
          <summary>
            <Called difference={difference} />
          </summary>
          <DifferenceTable
            differences={difference.fields.map(({ field, before, after }) => ({ field, before, after }))}
          />
        </details>
      ))}
      {differences.length > shown && (
        <button type="button" className="button button-small" onClick={() => setShown(shown + 10 * shownAtOnce)}>
          {t("designs.more", { count: count(differences.length - shown) })}
        </button>
      )}
    </Section>
  );
}

/** An object by its name, or else by what it is and the beginning of its id. */
function Called({ difference }: { difference: DesignDifference }) {
  const { t, length } = useSpeaker();
  const { object, fields } = difference;
  const name = differenceName(difference);
  if (name !== undefined) return name;
  const kind = nodeKinds.find((one) => one === fieldValue(fields, "kind"));
  const support = supports.find((one) => one === fieldValue(fields, "support"));
  const lengthM = fieldValue(fields, "lengthM");
  const words = [
    ...(object.table === "nodes" && kind ? [t(`node.${kind}`)] : []),
    ...(object.table === "spans" && support ? [t(`support.${support}`)] : []),
    ...(object.table === "spans" && typeof lengthM === "number" ? [length(lengthM)] : []),
  ];
  if (words.length === 0) return object.id;
  return (
    <>
      {words.join(", ")} <span className="hint">{object.id.length > 12 ? `${object.id.slice(0, 8)}…` : object.id}</span>
    </>
  );
}
