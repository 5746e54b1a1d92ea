import type { DesignDifference } from "@cuntong/contract";
import { useState } from "react";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { DifferenceTable } from "../plant/history/difference-table.tsx";
import { type DifferenceGroup, differenceGroups, differenceName } from "./difference-groups.ts";

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
          <summary>{differenceName(difference)}</summary>
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
