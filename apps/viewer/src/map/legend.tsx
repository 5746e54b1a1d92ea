import { type AreaKind, areaKinds, type RedundancyGrade, redundancyGrades } from "@cuntong/network";
import { useState } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { LegendMark } from "./legend-mark.tsx";
import { type LegendGroup, legendGroups } from "./scene.ts";

interface Props {
  /** Kinds of area that the project has. */
  readonly areaKinds: ReadonlySet<AreaKind>;
  readonly hasPlan: boolean;
  /** The shown plan lays cable along existing spans. */
  readonly hasReused: boolean;
  /** The shown plan leaves villages out. */
  readonly hasLeftOut: boolean;
  readonly hasBasemap: boolean;
  /** Villages are drawn by how they are held. */
  readonly hasGrades: boolean;
}

const gradeOf = (group: LegendGroup) => redundancyGrades.find((grade) => group === `grade-${grade}`);

/** A grade is called what the tables of grades call it. */
function wordsOf(group: LegendGroup) {
  const grade = gradeOf(group);
  return grade
    ? (`held.${grade}` as const)
    : (`legend.${group as Exclude<LegendGroup, `grade-${RedundancyGrade}`>}` as const);
}

/** What each sign on the map means, each with a switch. */
export function Legend({ areaKinds: held, hasPlan, hasReused, hasLeftOut, hasBasemap, hasGrades }: Props) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const [open, setOpen] = useState(() => matchMedia("(min-width: 1200px)").matches);
  const absent = new Set<LegendGroup>([
    ...(hasPlan ? [] : (["proposal", "unreachable"] as const)),
    ...(hasReused ? [] : (["reused"] as const)),
    ...(hasLeftOut ? [] : (["leftOut"] as const)),
    ...areaKinds.filter((kind) => !held.has(kind)).map((kind) => `area-${kind}` as const),
    ...(hasBasemap ? [] : (["basemap"] as const)),
    ...(hasGrades
      ? (["unconnected", "villages"] as const)
      : redundancyGrades.map((grade) => `grade-${grade}` as const)),
  ]);
  return (
    <details className="legend" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("legend.title")}</h2>
      </summary>
      <ul>
        {legendGroups
          .filter((group) => !absent.has(group))
          .map((group) => (
            <li key={group}>
              <label>
                <input
                  type="checkbox"
                  checked={!workspace.hidden.has(group)}
                  onChange={() => dispatch({ type: "toggle", group })}
                />
                <LegendMark group={group} />
                <span>{t(wordsOf(group))}</span>
              </label>
            </li>
          ))}
      </ul>
    </details>
  );
}
