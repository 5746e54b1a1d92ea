import { useState } from "react";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import type { ImpactAnswer } from "./fault-case.ts";
import { useFaults } from "./fault-context.ts";

/** Whom the fault hits, and the way to an incident. */
export function ImpactSection() {
  const { t, count } = useSpeaker();
  const { now, open, busy } = useFaults();
  const [title, setTitle] = useState("");
  if (!now.impact) return null;
  const lost = now.impact.impact.villages.filter(({ fate }) => fate === "lost");
  const first = lost[0] && (now.impact.names[lost[0].code] ?? lost[0].code);
  const named = title || (first ? t("impact.titleOf", { name: first, count: lost.length }) : t("impact.titleNone"));
  return (
    <Section title={t("impact.title")} figure={count(lost.length)} open>
      <ImpactFigures answer={now.impact} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open(named);
        }}
      >
        <div className="field">
          <label htmlFor="incident-title">{t("incident.name")}</label>
          <input id="incident-title" value={named} onChange={(event) => setTitle(event.target.value)} maxLength={200} />
        </div>
        <div className="actions actions-start">
          <button type="submit" className="button button-main" disabled={busy !== null}>
            {t("incident.make")}
          </button>
        </div>
      </form>
    </Section>
  );
}

/** The figures of an impact with the villages by name. */
export function ImpactFigures({ answer: { impact, names } }: { answer: Pick<ImpactAnswer, "impact" | "names"> }) {
  const { t, count, list } = useSpeaker();
  const of = (fate: "lost" | "degraded") => impact.villages.filter((one) => one.fate === fate);
  const [lost, degraded] = [of("lost"), of("degraded")];
  const named = (villages: typeof lost) => list(villages.slice(0, 12).map(({ code }) => names[code] ?? code));
  return (
    <>
      <dl className="total-pairs">
        <div className={lost.length > 0 ? "total-warn" : ""}>
          <dt>{t("impact.lost")}</dt>
          <dd>
            {count(lost.length)} <span className="of">{t("impact.people", { count: count(impact.people.lost) })}</span>
          </dd>
        </div>
        <div>
          <dt>{t("impact.degraded")}</dt>
          <dd>
            {count(degraded.length)}{" "}
            <span className="of">{t("impact.people", { count: count(impact.people.degraded) })}</span>
          </dd>
        </div>
      </dl>
      {lost.length > 0 && <p>{named(lost)}</p>}
      {degraded.length > 0 && (
        <p className="hint">
          {t("impact.degraded")}: {named(degraded)}
        </p>
      )}
      {impact.services.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>{t("impact.service")}</th>
              <th>{t("impact.lost")}</th>
              <th>{t("impact.degraded")}</th>
              <th>{t("impact.safe")}</th>
            </tr>
          </thead>
          <tbody>
            {impact.services.map(({ kind, lost: dark, degraded: less, safe }) => (
              <tr key={kind}>
                <th>{t(`service.${kind}`)}</th>
                <td>{count(dark)}</td>
                <td>{count(less)}</td>
                <td>{count(safe)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {impact.emergencyBroadcast.silenced.length > 0 && (
        <p className="warn">{t("impact.silenced", { count: impact.emergencyBroadcast.silenced.length })}</p>
      )}
      <p className="hint">{t("sheet.revision", { revision: count(impact.revision) })}</p>
    </>
  );
}
