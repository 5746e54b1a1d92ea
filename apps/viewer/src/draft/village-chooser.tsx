import type { County, Project } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import type { Choice } from "./draft.ts";

interface Props {
  readonly project: Project;
  readonly counties: readonly County[];
  readonly viewRing: () => readonly Position[] | null;
}

/** All unconnected villages, those of a county, those inside a polygon, or those that the changed plan named. */
export function VillageChooser({ project, counties, viewRing }: Props) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { choice, codes } = workspace.draft;
  const county = counties.find(({ code }) => code === workspace.countyCode);
  const chooseCounty = (code: string) => {
    const chosen = counties.find((one) => one.code === code);
    dispatch({ type: "county", code: chosen?.code ?? null });
    if (chosen) dispatch({ type: "fly", extent: chosen.extent });
  };
  const option = (value: Choice, text: string, figure: string) => (
    <label className="choice">
      <input
        type="radio"
        name="villages"
        checked={choice === value}
        onChange={() => dispatch({ type: "draft", change: { choice: value } })}
      />
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
      {codes.length > 0 && option("codes", t("plan.codes"), count(codes.length))}
      {option("polygon", t("plan.polygon"), "")}
      {choice === "polygon" && <PolygonTools viewRing={viewRing} />}
    </fieldset>
  );
}

function PolygonTools({ viewRing }: { viewRing: () => readonly Position[] | null }) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { polygon } = workspace.draft;
  const drawing = workspace.pen === "polygon";
  return (
    <div className="choice-more">
      <div className="actions actions-start">
        <button
          type="button"
          className="button"
          aria-pressed={drawing}
          onClick={() => dispatch({ type: "pen", task: drawing ? null : "polygon" })}
        >
          {t(drawing ? "plan.drawStop" : polygon ? "plan.drawAgain" : "plan.draw")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => dispatch({ type: "draft", change: { polygon: viewRing() } })}
        >
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
