import { getVillage } from "@cuntong/contract";
import { lineLengthM } from "@cuntong/geo";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { NumberField } from "../controls/number-field.tsx";
import { Section } from "../controls/section.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { type LockKind, lockCount, type VillageLock } from "./draft.ts";
import { wholeOf } from "./number-text.ts";

/** What is decided on the map beforehand: lines that the plan must use or avoid, villages that it must connect or leaves out. */
export function OnMapSection({ projectId }: { projectId: string }) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { draft } = workspace;
  const locks = lockCount(draft);
  return (
    <Section title={t("onMap.title")} figure={locks > 0 ? count(locks) : t("onMap.nothing")} open={locks > 0}>
      <LineLocks kind="use" />
      <LineLocks kind="avoid" />
      <VillageLocks lock="must" projectId={projectId} />
      <VillageLocks lock="forbid" projectId={projectId} />
      <p className="field-hint">{t("onMap.villageHint")}</p>
      {draft.use.length + draft.avoid.length > 0 && (
        <NumberField
          label={t("onMap.tolerance")}
          value={draft.tolerance}
          onChange={(tolerance) => dispatch({ type: "draft", change: { tolerance } })}
          unit={t("unit.m")}
          error={wholeOf(draft.tolerance, 1, 500) === undefined ? t("field.whole", { least: 1, most: 500 }) : undefined}
        />
      )}
      <NumberField
        label={t("onMap.offroad")}
        value={draft.offroad}
        onChange={(offroad) => dispatch({ type: "draft", change: { offroad } })}
        unit={t("unit.m")}
        hint={t("onMap.offroadHint")}
        error={
          draft.offroad.trim() !== "" && wholeOf(draft.offroad, 0, 5_000) === undefined
            ? t("field.whole", { least: 0, most: 5000 })
            : undefined
        }
      />
      {locks > 0 && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.partial}
            onChange={(event) => dispatch({ type: "draft", change: { partial: event.target.checked } })}
          />
          <span>{t("onMap.partial")}</span>
        </label>
      )}
    </Section>
  );
}

function LineLocks({ kind }: { kind: LockKind }) {
  const { t, length } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { draft, pen } = workspace;
  const isDrawing = pen === kind;
  return (
    <div className="lock-group">
      <div className="lock-head">
        <span className={`lock-sign lock-sign-${kind}`} aria-hidden="true" />
        <strong>{t(`onMap.${kind}`)}</strong>
        <button
          type="button"
          className="button button-small"
          aria-pressed={isDrawing}
          onClick={() => dispatch({ type: "pen", task: isDrawing ? null : kind })}
        >
          {t(isDrawing ? "plan.drawStop" : `onMap.draw.${kind}`)}
        </button>
      </div>
      {isDrawing && (
        <p className="field-hint" role="status">
          {t("onMap.drawHint")}
        </p>
      )}
      <ul className="lock-list">
        {draft[kind].map(({ id, line }) => (
          <li key={id}>
            <strong>{id}</strong>
            <span className="hint">{length(lineLengthM(line))}</span>
            <RemoveButton label={id} onClick={() => dispatch({ type: "unlockLine", kind, id })} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function VillageLocks({ lock, projectId }: { lock: VillageLock; projectId: string }) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const codes = workspace.draft[lock];
  if (codes.length === 0) return null;
  const shown = codes.slice(0, 12);
  return (
    <div className="lock-group">
      <div className="lock-head">
        <span className={`lock-sign lock-sign-${lock}`} aria-hidden="true" />
        <strong>{t(`onMap.${lock}`)}</strong>
        <span className="hint">{count(codes.length)}</span>
      </div>
      <ul className="lock-list">
        {shown.map((code) => (
          <li key={code}>
            <VillageName projectId={projectId} code={code} />
            <RemoveButton
              label={code}
              onClick={() => dispatch({ type: "lockVillage", code, lock: null, shown: null })}
            />
          </li>
        ))}
      </ul>
      {codes.length > shown.length && <p className="field-hint">{t("onMap.more", { count: codes.length - 12 })}</p>}
    </div>
  );
}

function VillageName({ projectId, code }: { projectId: string; code: string }) {
  const { dispatch } = useWorkspace();
  const { answer } = useAnswer(`village ${projectId} ${code}`, 0, async (signal) => {
    return (await client.call(getVillage, { params: { projectId, code }, signal })).village;
  });
  const village = answer.value;
  if (!village) return <span className="code">{code}</span>;
  const go = () => {
    dispatch({ type: "village", code });
    dispatch({ type: "flyTo", center: village.position, zoom: 11.5 });
  };
  return (
    <button type="button" className="link" onClick={go}>
      {village.name}
    </button>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useSpeaker();
  return (
    <button type="button" className="icon-button" aria-label={t("onMap.remove", { what: label })} onClick={onClick}>
      ×
    </button>
  );
}
