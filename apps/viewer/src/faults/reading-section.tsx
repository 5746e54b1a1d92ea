import { useState } from "react";
import { Section } from "../controls/section.tsx";
import { CrewSheet } from "../crew-sheet/crew-sheet.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { launchOf, portOf } from "./fault-case.ts";
import { type FaultHandle, useFaults } from "./fault-context.ts";
import { lostWords, placeWords } from "./fault-words.ts";
import { LaunchField } from "./launch-field.tsx";
import { sheetOf } from "./sheet-of.ts";

/** From metres of an OTDR, or its file, to a pole. */
export function ReadingSection() {
  const { t } = useSpeaker();
  const handle = useFaults();
  const { now, change, locate, readTrace, busy } = handle;
  const port = portOf(now.portText);
  const metres = Number(now.metresText);
  const isAskable = port !== null && now.metresText !== "" && metres >= launchOf(now);
  return (
    <Section title={t("reading.title")} open={now.portText !== "" || now.otdr !== null}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          locate();
        }}
      >
        <div className="field-pair reading-fields">
          <div className="field">
            <label htmlFor="reading-port">{t("reading.port")}</label>
            <input
              id="reading-port"
              value={now.portText}
              placeholder="OLT-2:3"
              aria-invalid={now.portText !== "" && port === null}
              onChange={(event) => change({ portText: event.target.value })}
            />
          </div>
          <div className="field">
            <label htmlFor="reading-metres">{t("reading.metres")}</label>
            <input
              id="reading-metres"
              inputMode="decimal"
              value={now.metresText}
              onChange={(event) => change({ metresText: event.target.value })}
            />
          </div>
          <LaunchField id="reading-launch" />
        </div>
        <div className="actions actions-start">
          <button type="submit" className="button button-main" disabled={!isAskable || busy !== null}>
            {t(busy === "locate" ? "fault.asking" : "reading.locate")}
          </button>
          <label className="button">
            {t("reading.file")}
            <input
              type="file"
              accept=".sor,.SOR"
              className="visually-hidden"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) readTrace(file);
                event.target.value = "";
              }}
            />
          </label>
        </div>
        <p className="hint">{t("reading.drop")}</p>
      </form>
      {now.located && <LocatedPlace handle={handle} />}
    </Section>
  );
}

function LocatedPlace({ handle }: { handle: FaultHandle }) {
  const speaker = useSpeaker();
  const { t, length, count } = speaker;
  const { dispatch } = useWorkspace();
  const { now, change } = handle;
  const { located, way } = now;
  const [sheet, setSheet] = useState<ReturnType<typeof sheetOf>>(null);
  if (!located) return null;
  const fault = located.faults[way];
  const port = portOf(now.portText);
  return (
    <section className="located" aria-label={t("reading.answer")}>
      {located.faults.length > 1 && (
        <fieldset className="located-ways">
          <legend>{t("reading.ways", { count: located.faults.length })}</legend>
          {located.faults.map(({ place }, i) => (
            <button
              key={`${place.cableId} ${place.glassM}`}
              type="button"
              className="button button-small"
              aria-pressed={i === way}
              onClick={() => change({ way: i })}
            >
              {i + 1}
            </button>
          ))}
        </fieldset>
      )}
      {fault ? (
        <>
          <p className="located-place">{placeWords(fault.place, speaker)}</p>
          <dl className="pairs">
            <div>
              <dt>{t("sheet.interval")}</dt>
              <dd>
                {t("sheet.between", { before: length(fault.interval.beforeM), after: length(fault.interval.afterM) })}
              </dd>
            </div>
            <div>
              <dt>{t("reading.calibration")}</dt>
              <dd>{t(`reading.${fault.calibration}`)}</dd>
            </div>
            {fault.place.markM !== undefined && (
              <div>
                <dt>{t("sheet.mark")}</dt>
                <dd>{`${count(fault.place.markM)} m`}</dd>
              </div>
            )}
            {fault.access.map(({ nodeId, name, metres }) => (
              <div key={nodeId}>
                <dt>{t("sheet.access")}</dt>
                <dd>{t("sheet.along", { name, metres: length(metres) })}</dd>
              </div>
            ))}
          </dl>
          {located.baseline && located.baseline.lost.length > 0 && (
            <p className="hint">{lostWords(located.baseline.lost, speaker)}</p>
          )}
          <div className="actions actions-start">
            <button
              type="button"
              className="button button-main"
              onClick={() => setSheet(sheetOf(now, placeWords(fault.place, speaker), new Date().toISOString()))}
            >
              {t("sheet.title")}
            </button>
            {port && (
              <button
                type="button"
                className="button"
                onClick={() => dispatch({ type: "trace", trace: `equipment/${port.equipmentId}/${port.port}` })}
              >
                {t("reading.line")}
              </button>
            )}
          </div>
        </>
      ) : (
        located.ends.slice(0, 1).map(({ place, excessM }) => (
          <p key={place.glassM} className="located-place">
            {t("reading.beyond", { name: place.after.name, metres: length(excessM) })}
          </p>
        ))
      )}
      <p className="hint">{t("sheet.revision", { revision: count(located.revision) })}</p>
      {sheet && <CrewSheet sheet={sheet} onClose={() => setSheet(null)} />}
    </section>
  );
}
