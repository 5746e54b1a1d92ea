import { type County, listVillageGrades, type VillageGrade } from "@cuntong/contract";
import { type RedundancyGrade, redundancyGrades } from "@cuntong/network";
import { useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Failed, Loading } from "../controls/states.tsx";
import { useFaults } from "../faults/fault-context.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { GradeMark } from "./grade-mark.tsx";
import type { RedundancyAnswer } from "./use-redundancy.ts";

interface Props {
  readonly answer: RedundancyAnswer;
  readonly counties: readonly County[];
}

const pageSize = 50;
/** What one answer of the list holds. */
const mostListed = 1000;

/** Villages of a grade, of the chosen county or of all; a click shows how one is held. */
export function GradedVillages({ answer, counties }: Props) {
  const { t, count } = useSpeaker();
  const { project } = useFaults();
  const { workspace } = useWorkspace();
  const { countyCode } = workspace;
  const of =
    countyCode === null
      ? answer.villages
      : answer.counties.find((county) => county.countyCode === countyCode)?.villages;
  const [chosen, setChosen] = useState<RedundancyGrade | null>(null);
  const grade = chosen ?? redundancyGrades.find((one) => (of?.[one] ?? 0) > 0) ?? "none";
  const [shown, setShown] = useState(pageSize);
  const key = `graded ${project.id} ${grade} ${countyCode} ${answer.revision}`;
  const { answer: found, reload } = useAnswer(key, shown, (signal) => {
    const query = { projectId: project.id, grade, limit: shown, ...(countyCode !== null && { countyCode }) };
    return client.call(listVillageGrades, { query, signal });
  });
  const county = counties.find(({ code }) => code === countyCode)?.name;
  return (
    <section aria-label={t("held.listed")}>
      <h4>{county === undefined ? t("held.listed") : t("held.listedIn", { county })}</h4>
      <div className="field">
        <label htmlFor="held-grade">{t("held.grade")}</label>
        <select
          id="held-grade"
          value={grade}
          onChange={(event) => {
            setChosen(redundancyGrades.find((one) => one === event.target.value) ?? null);
            setShown(pageSize);
          }}
        >
          {redundancyGrades.map((one) => (
            <option key={one} value={one} disabled={!of?.[one]}>
              {t("held.gradeCount", { grade: t(`held.${one}`), count: count(of?.[one] ?? 0) })}
            </option>
          ))}
        </select>
      </div>
      {found.state === "failed" && <Failed problem={found.problem} onRetry={reload} />}
      {found.state === "loading" && !found.value && <Loading text={t("fault.asking")} />}
      {found.value && (
        <>
          {found.value.count === 0 && <p className="hint">{t("held.noVillage")}</p>}
          <ul className="village-list">
            {found.value.villages.map((village) => (
              <li key={village.code}>
                <GradedVillage village={village} />
              </li>
            ))}
          </ul>
          {shown < Math.min(found.value.count, mostListed) && (
            <button type="button" className="link" onClick={() => setShown(Math.min(shown + pageSize, mostListed))}>
              {t("held.more")}
            </button>
          )}
        </>
      )}
    </section>
  );
}

function GradedVillage({ village: { code, name, grade, because, position } }: { village: VillageGrade }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const show = () => {
    dispatch({ type: "village", code });
    // Its ways are looked at once they are known; without any there is the place alone.
    if (grade === "none") dispatch({ type: "flyTo", center: position as [number, number], zoom: 11.5 });
  };
  return (
    <button type="button" className="row-button" aria-current={code === workspace.villageCode} onClick={show}>
      <span className="row-name">
        <GradeMark grade={grade} /> {name}
      </span>
      {because && <span className="row-button-line hint">{t(`held.kind.${because.kind}`, { id: because.id })}</span>}
    </button>
  );
}
