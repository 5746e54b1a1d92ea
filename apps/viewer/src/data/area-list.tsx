import { type Area, removeArea } from "@cuntong/contract";
import { useState } from "react";
import { client } from "../api/client.ts";
import { type Answer, problemOf } from "../api/use-answer.ts";
import { Section } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { areaWords } from "../language/areas.ts";
import { problemWords } from "../language/problems.ts";
import { useSpeaker } from "../language/speaker.ts";
import { areaExtent } from "../map/area-extent.ts";
import { areaColours } from "../map/palette.ts";
import { useWorkspace } from "../state/context.ts";

/** Areas that plans keep out of or pay for: go to one, or remove it. */
export function AreaList({ projectId, areas }: { projectId: string; areas: Answer<readonly Area[]> }) {
  const { t, count, language } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [said, setSaid] = useState("");
  if (areas.state === "failed") return <Failed problem={areas.problem} />;
  const all = areas.value ?? [];
  if (all.length === 0) return null;
  const remove = async (area: Area) => {
    try {
      await client.call(removeArea, { params: { projectId, areaId: area.id } });
      setSaid("");
      dispatch({ type: "stored" });
    } catch (error) {
      setSaid(problemWords(problemOf(error), language));
    }
  };
  return (
    <Section title={t("areas.title")} figure={count(all.length)} open={all.length < 8}>
      <p role="status" className="field-hint">
        {said}
      </p>
      <ul className="plan-list">
        {all.map((area) => (
          <li key={area.id}>
            <button
              type="button"
              className="row-button row-button-line"
              onClick={() => dispatch({ type: "fly", extent: areaExtent(area) })}
            >
              <span className="row-name">
                <i className="dot" style={{ background: areaColours[area.kind] }} aria-hidden="true" />
                {area.name || area.id}
              </span>
              <span className="hint">{areaWords(area, t)}</span>
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={t("areas.remove", { area: area.name || area.id })}
              onClick={() => remove(area)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
