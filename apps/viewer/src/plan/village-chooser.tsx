import type { County, Project } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import type { Choice } from "./plan-request.ts";

interface Props {
  readonly project: Project;
  readonly counties: readonly County[];
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly viewRing: () => readonly Position[] | null;
}

/** All unconnected villages, those of a county, or those inside a polygon. */
export function VillageChooser({ project, counties, choice, onChoice, viewRing }: Props) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const county = counties.find(({ code }) => code === workspace.countyCode);
  const chooseCounty = (code: string) => {
    const chosen = counties.find((one) => one.code === code);
    dispatch({ type: "county", code: chosen?.code ?? null });
    if (chosen) dispatch({ type: "fly", extent: chosen.extent });
  };
  const option = (value: Choice, text: string, figure: string) => (
    <label className="choice">
      <input type="radio" name="villages" checked={choice === value} onChange={() => onChoice(value)} />
      <span>{text}</span>
      <span className="choice-figure">{figure}</span>
    </label>
  );
  return (
    <fieldset className="village-chooser">
      <legend>{t("plan.villages")}</legend>
      {option("all", t("plan.all"), count(project.villages.unconnected ?? 0))}
      {counties.length > 0 && option("county", t("plan.county"), county ? count(county.villages.unconnected ?? 0) : "")}
      {choice === "county" && (
        <select
          className="choice-more"
          aria-label={t("plan.countyChoose")}
          value={workspace.countyCode ?? ""}
          onChange={(event) => chooseCounty(event.target.value)}
        >
          <option value="">{t("plan.countyChoose")}</option>
          {counties.map(({ code, name, villages }) => (
            <option key={code} value={code}>
              {t("top.countyOption", { name, unconnected: count(villages.unconnected ?? 0) })}
            </option>
          ))}
        </select>
      )}
      {option("polygon", t("plan.polygon"), "")}
      {choice === "polygon" && <PolygonTools viewRing={viewRing} />}
    </fieldset>
  );
}

function PolygonTools({ viewRing }: { viewRing: () => readonly Position[] | null }) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { drawing, polygon } = workspace;
  return (
    <div className="choice-more">
      <div className="actions actions-start">
        <button
          type="button"
          className="button"
          aria-pressed={drawing}
          onClick={() => dispatch({ type: "draw", on: !drawing })}
        >
          {t(drawing ? "plan.drawStop" : polygon ? "plan.drawAgain" : "plan.draw")}
        </button>
        <button type="button" className="button" onClick={() => dispatch({ type: "polygon", ring: viewRing() })}>
          {t("plan.useView")}
        </button>
      </div>
      <p className="field-hint" role="status">
        {drawing
          ? t("plan.drawHint")
          : polygon
            ? t("plan.polygonReady", { corners: count(polygon.length) })
            : t("plan.polygonHint")}
      </p>
    </div>
  );
}
