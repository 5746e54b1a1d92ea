import { type County, gradesCsv } from "@cuntong/contract";
import { type GradeCounts, redundancyGrades } from "@cuntong/network";
import { useMemo, useState } from "react";
import { client } from "../api/client.ts";
import type { Order } from "../controls/order.ts";
import { SortHeading } from "../controls/sort-heading.tsx";
import { useFaults } from "../faults/fault-context.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { GradeMark } from "./grade-mark.tsx";
import { gradeColours } from "./grade-marks.ts";
import { type Counted, type GradeColumn, type GradeRow, gradeRows, sortGradeRows, sumOf } from "./grade-rows.ts";
import type { RedundancyAnswer } from "./use-redundancy.ts";

interface Props {
  readonly answer: RedundancyAnswer;
  readonly counties: readonly County[];
}

/** Villages or people by grade, a row for each county; a heading sorts, a name shows that county alone and goes there. */
export function CountyGrades({ answer, counties }: Props) {
  const { t, count } = useSpeaker();
  const { project } = useFaults();
  const { workspace } = useWorkspace();
  const [counted, setCounted] = useState<Counted>("villages");
  const [order, setOrder] = useState<Order<GradeColumn>>({ column: "onePath", direction: "descending" });
  const rows = useMemo(() => {
    const names = new Map(counties.map(({ code, name }) => [code, name]));
    const nameOf = (code: string) => names.get(code) ?? (code === "" ? t("held.noCounty") : code);
    return sortGradeRows(gradeRows(answer, counted, nameOf), order);
  }, [answer, counties, counted, order, t]);
  const heading = { order, onOrder: setOrder };
  return (
    <section aria-label={t("held.counties")}>
      <h4>{t("held.counties")}</h4>
      <fieldset className="grade-counted">
        <legend className="visually-hidden">{t("held.counted")}</legend>
        {(["villages", "people"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="grade-counted" checked={counted === one} onChange={() => setCounted(one)} />{" "}
            {t(`held.${one}`)}
          </label>
        ))}
        <a className="link" href={client.href(gradesCsv, { query: { projectId: project.id } })} download>
          {t("held.csv")}
        </a>
      </fieldset>
      <div className="table-scroll">
        <table className="table grade-table">
          <thead>
            <tr>
              <SortHeading column="name" {...heading}>
                {t("held.county")}
              </SortHeading>
              {redundancyGrades.map((grade) => (
                <SortHeading key={grade} column={grade} {...heading}>
                  <span title={t(`held.${grade}`)}>
                    <GradeMark grade={grade} />
                    <span className="visually-hidden">{t(`held.${grade}`)}</span>
                  </span>
                </SortHeading>
              ))}
              <SortHeading column="all" {...heading}>
                {t("held.all")}
              </SortHeading>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.countyCode} aria-current={row.countyCode !== "" && row.countyCode === workspace.countyCode}>
                <th scope="row">
                  <CountyName row={row} counties={counties} />
                  <GradeBar grades={row.grades} />
                </th>
                <Figures grades={row.grades} />
                <td>{count(row.all)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <AllCounties />
              </th>
              <Figures grades={answer[counted]} />
              <td>{count(sumOf(answer[counted]))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function CountyName({ row: { countyCode, name }, counties }: { row: GradeRow; counties: readonly County[] }) {
  const { workspace, dispatch } = useWorkspace();
  const county = counties.find(({ code }) => code === countyCode);
  if (!county) return name;
  const isChosen = workspace.countyCode === countyCode;
  const choose = () => {
    dispatch({ type: "county", code: isChosen ? null : countyCode });
    if (!isChosen) dispatch({ type: "fly", extent: county.extent });
  };
  return (
    <button type="button" className="link" aria-pressed={isChosen} onClick={choose}>
      {name}
    </button>
  );
}

function AllCounties() {
  const { t } = useSpeaker();
  const { project } = useFaults();
  const { workspace, dispatch } = useWorkspace();
  if (workspace.countyCode === null) return t("held.allCounties");
  const showAll = () => {
    dispatch({ type: "county", code: null });
    if (project.extent) dispatch({ type: "fly", extent: project.extent });
  };
  return (
    <button type="button" className="link" onClick={showAll}>
      {t("held.allCounties")}
    </button>
  );
}

function Figures({ grades }: { grades: GradeCounts }) {
  const { count } = useSpeaker();
  return redundancyGrades.map((grade) => (
    <td key={grade} className={grades[grade] === 0 ? "grade-zero" : undefined}>
      {count(grades[grade])}
    </td>
  ));
}

/** The grades' shares as one bar; the figures beside it say the same. */
function GradeBar({ grades }: { grades: GradeCounts }) {
  return (
    <span className="grade-bar" aria-hidden="true">
      {redundancyGrades.map((grade) => (
        <i key={grade} style={{ flexGrow: grades[grade], background: gradeColours[grade] }} />
      ))}
    </span>
  );
}
