import { useEffect, useRef } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { phoneMaps } from "./phone-maps.ts";
import { QrCode } from "./qr-code.tsx";
import type { Sheet } from "./sheet.ts";
import { barM, labelled, paperAround, pathOn } from "./sketch-map.ts";

/** One page for the crew: where the fault is in words, landmarks and coordinates for their phone, a map, and who is dark. Printed, it is all there is. */
export function CrewSheet({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const { t } = useSpeaker();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="crew-sheet" aria-label={t("sheet.title")} onClose={onClose}>
      <div className="crew-sheet-tools">
        <button type="button" className="button button-main" onClick={() => print()}>
          {t("sheet.print")}
        </button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t("action.close")}
        </button>
      </div>
      <Page sheet={sheet} />
    </dialog>
  );
}

function Page({ sheet }: { sheet: Sheet }) {
  const { t, moment, count } = useSpeaker();
  const people = sheet.villages.reduce((sum, village) => sum + (village.people ?? 0), 0);
  return (
    <article className="crew-page">
      <div>
        <h2>{sheet.title}</h2>
        <p>
          {sheet.incidentId && <strong>{sheet.incidentId} · </strong>}
          {moment(sheet.madeAt)} · {t("sheet.revision", { revision: count(sheet.revision) })}
        </p>
      </div>
      <div className="crew-where">
        <Where sheet={sheet} />
        <SketchMap sheet={sheet} />
      </div>
      <Phones sheet={sheet} />
      {sheet.villages.length > 0 && (
        <div>
          <h3>{t("sheet.dark", { villages: count(sheet.villages.length), people: count(people) })}</h3>
          <ul className="crew-villages">
            {sheet.villages.map(({ code, name }) => (
              <li key={code}>
                {name} <span className="hint">{code}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="crew-done">
        <h3>{t("sheet.report")}</h3>
        {(["arrived", "found", "cause", "restored", "signed"] as const).map((line) => (
          <p key={line}>{t(`sheet.${line}`)}</p>
        ))}
      </div>
    </article>
  );
}

function Where({ sheet }: { sheet: Sheet }) {
  const { t, length, count } = useSpeaker();
  const { before, after, interval, access, cable, sheathMarkM } = sheet;
  return (
    <div>
      <p className="crew-landmark">
        {before ? t("sheet.past", { metres: length(before.pastM), name: before.name }) : t("sheet.atStart")}
        {after && <span>{t("sheet.towards", { name: after.name, metres: length(after.toM) })}</span>}
      </p>
      <dl className="pairs">
        <div>
          <dt>{t("sheet.interval")}</dt>
          <dd>{t("sheet.between", { before: length(interval.beforeM), after: length(interval.afterM) })}</dd>
        </div>
        {cable && (
          <div>
            <dt>{t("sheet.cable")}</dt>
            <dd>{cable}</dd>
          </div>
        )}
        {sheathMarkM !== undefined && (
          <div>
            <dt>{t("sheet.mark")}</dt>
            <dd>{`${count(sheathMarkM)} m`}</dd>
          </div>
        )}
        {access.map(({ id, name, alongM }) => (
          <div key={id}>
            <dt>{t("sheet.access")}</dt>
            <dd>{t("sheet.along", { name, metres: length(alongM) })}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Phones({ sheet }: { sheet: Sheet }) {
  const { t } = useSpeaker();
  return (
    <div className="crew-phones">
      {phoneMaps(sheet.position, sheet.title).map(({ id, datum, position: [lon, lat], link }) => (
        <figure key={id}>
          <QrCode text={link} label={t(`sheet.${id}`)} />
          <figcaption>
            <strong>{t(`sheet.${id}`)}</strong>
            <span>{`${lat.toFixed(6)}, ${lon.toFixed(6)}`}</span>
            <span className="hint">{datum}</span>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

/** Route, doubt, landmarks and the fault on white paper: readable from any printer. */
function SketchMap({ sheet }: { sheet: Sheet }) {
  const { t, length } = useSpeaker();
  const near = [sheet.before, sheet.after].flatMap((landmark) => landmark ?? []);
  const paper = paperAround(sheet.position, [...near.map(({ position }) => position), ...sheet.doubt]);
  const { reachM } = paper;
  const text = reachM / 22;
  const isNear = (position: Sheet["position"]) => paper.place(position).every((at) => Math.abs(at) < reachM * 0.97);
  const others = sheet.landmarks.filter(({ id }) => near.every((landmark) => landmark.id !== id));
  const landmarks = [...near, ...sheet.access, ...others].filter(({ position }) => isNear(position));
  const shown = labelled(
    landmarks.map(({ position }) => paper.place(position)),
    text * 1.2,
  );
  const bar = barM(paper);
  return (
    <svg
      className="sketch-map"
      viewBox={`${-reachM} ${-reachM} ${2 * reachM} ${2 * reachM}`}
      role="img"
      aria-label={t("sheet.map")}
      fontSize={text}
      strokeWidth={reachM / 150}
    >
      <rect className="sketch-paper" x={-reachM} y={-reachM} width={2 * reachM} height={2 * reachM} />
      <path className="sketch-route" d={pathOn(paper, sheet.route)} />
      <path className="sketch-doubt" d={pathOn(paper, sheet.doubt)} strokeWidth={reachM / 28} />
      {landmarks.map(({ id, name, position }, i) => {
        const [x, y] = paper.place(position);
        const isRight = x > reachM * 0.6;
        return (
          <g key={id} transform={`translate(${x} ${y})`}>
            <circle r={reachM / 90} />
            {shown[i] && (
              <text x={(isRight ? -reachM : reachM) / 50} y={-reachM / 70} textAnchor={isRight ? "end" : "start"}>
                {name}
              </text>
            )}
          </g>
        );
      })}
      <path
        className="sketch-fault"
        d={`M${-text} ${-text}L${text} ${text}M${-text} ${text}L${text} ${-text}`}
        strokeWidth={reachM / 60}
      />
      <g transform={`translate(${-reachM * 0.92} ${reachM * 0.92})`}>
        <path d={`M0 ${-text / 3}V0H${bar}V${-text / 3}`} className="sketch-bar" />
        <text y={-text * 0.6}>{length(bar)}</text>
      </g>
      <g transform={`translate(${reachM * 0.88} ${-reachM * 0.84})`}>
        <path d={`M0 ${-text}L${text / 2} ${text * 0.6}L0 ${text * 0.2}L${-text / 2} ${text * 0.6}Z`} />
        <text textAnchor="middle" y={text * 1.8}>
          {t("sheet.north")}
        </text>
      </g>
    </svg>
  );
}
