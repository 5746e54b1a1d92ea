import { getFile } from "@cuntong/contract";
import { type Records, type Ref, statusOf } from "@cuntong/network";
import { useEffect, useRef } from "react";
import { client } from "../../api/client.ts";
import { Failed, Loading } from "../../controls/states.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { ObjectEdits } from "../edit/object-edits.tsx";
import type { Edits } from "../edit/use-edits.ts";
import { ObjectHistory } from "../history/object-history.tsx";
import { type Around, usePlant } from "../plant-context.ts";
import { BrokenRules } from "./broken-rules.tsx";
import { CableView } from "./cable-view.tsx";
import { ClosureView } from "./closure-view.tsx";
import { EquipmentView } from "./equipment-view.tsx";
import { LifeMark } from "./life-mark.tsx";
import { nameOf } from "./names.ts";
import { NodeView } from "./node-view.tsx";
import { extentOf, placeOf } from "./place-of.ts";
import { DropView, ServiceView, VillagePlantView } from "./served-views.tsx";
import { CircuitView, DuctView, JointView, SplitterView } from "./small-views.tsx";
import { SpanView } from "./span-view.tsx";

/** The chosen object: what it is, what it holds, how it may be changed, and how it came to be so. */
export function ObjectPanel({ object, edits }: { object: Ref; edits: Edits }) {
  const { t } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { around, reload } = usePlant();
  const value = around.value;
  return (
    <article className="object-panel" aria-label={t(`kind.${object.table}`)}>
      <button type="button" className="link" onClick={() => dispatch({ type: "object", object: null })}>
        ‹ {t("plant.holds")}
      </button>
      {around.state === "failed" ? (
        <Unfound problem={around.problem} onRetry={reload} />
      ) : value ? (
        <Known key={`${object.table} ${object.id}`} around={value} edits={edits} isPast={workspace.asOf !== null} />
      ) : (
        <Loading text={t("plant.opening")} />
      )}
      {around.state === "failed" && around.problem.status === 404 && <ObjectHistory object={object} />}
    </article>
  );
}

function Unfound({ problem, onRetry }: { problem: Parameters<typeof Failed>[0]["problem"]; onRetry: () => void }) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  if (problem.status !== 404) return <Failed problem={problem} onRetry={onRetry} />;
  return <p className="object-gone">{t(workspace.asOf === null ? "plant.gone" : "plant.notThen")}</p>;
}

function Known({ around, edits, isPast }: { around: Around; edits: Edits; isPast: boolean }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { object, network } = around;
  const record = network.get(object.table, object.id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  if (!record) return <p className="object-gone">{t("plant.gone")}</p>;
  const status = statusOf(object.table, record);
  const extent = extentOf(placeOf(network, object));
  return (
    <>
      <div className="object-head">
        <p className="object-kind">{kindWords(object, record, t)}</p>
        <h2 ref={heading} tabIndex={-1}>
          {nameOf(network, object, t)}
        </h2>
        <p className="object-state">
          {status && <LifeMark status={status} />}
          {extent && (
            <button type="button" className="button button-small" onClick={() => dispatch({ type: "fly", extent })}>
              {t("plant.show")}
            </button>
          )}
        </p>
      </div>
      {around.violations.length > 0 && (
        <section className="object-faults" aria-labelledby="object-faults">
          <h3 id="object-faults">{t("plant.faults")}</h3>
          <BrokenRules violations={around.violations} />
        </section>
      )}
      <ObjectView around={around} edits={edits} isPast={isPast} />
      <Attachments around={around} />
      {!isPast && <ObjectEdits around={around} edits={edits} />}
      <ObjectHistory object={object} />
      <p className="object-id">
        {t("fact.id")} <code>{object.id}</code>
      </p>
    </>
  );
}

/** Photos and documents of the object: what they are, how large, and when they were taken. */
function Attachments({ around: { object, network } }: { around: Around }) {
  const { t, count, moment } = useSpeaker();
  const projectId = useWorkspace().workspace.projectId ?? "";
  const held = network
    .referrers(object.table, object.id, "attachments")
    .flatMap((id) => network.get("attachments", id) ?? []);
  if (held.length === 0) return null;
  return (
    <>
      <h3 className="object-part">{t("many.attachments")}</h3>
      <ul className="object-list">
        {held.map(({ id, name, mediaType, bytes, sha256, takenAt }) => (
          <li key={id}>
            <a className="link" href={client.href(getFile, { params: { projectId, sha256 } })} download={name}>
              {name}
            </a>
            <span className="hint">
              {`${mediaType} · ${count(Math.ceil(bytes / 1000))} kB`}
              {takenAt !== undefined && ` · ${moment(takenAt)}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function kindWords(object: Ref, record: Records[Ref["table"]], t: ReturnType<typeof useSpeaker>["t"]): string {
  if (object.table !== "nodes") return t(`kind.${object.table}`);
  return `${t("kind.nodes")} · ${t(`node.${(record as Records["nodes"]).kind}`)}`;
}

function ObjectView({ around, edits, isPast }: { around: Around; edits: Edits; isPast: boolean }) {
  const { dispatch } = useWorkspace();
  const { object, network, lit } = around;
  const record = network.get(object.table, object.id) as never;
  switch (object.table) {
    case "nodes":
      return <NodeView network={network} node={record} />;
    case "spans":
      return <SpanView network={network} span={record} />;
    case "ducts":
      return <DuctView network={network} duct={record} />;
    case "cables":
      return <CableView network={network} cable={record} lit={lit} />;
    case "closures":
      return (
        <ClosureView
          network={network}
          closure={record}
          onWide={() => dispatch({ type: "wide", open: true })}
          onUnsplice={isPast ? undefined : ({ id }) => void edits.run("unsplice", { spliceIds: [id] })}
        />
      );
    case "splitters":
      return <SplitterView network={network} splitter={record} />;
    case "equipment":
      return (
        <EquipmentView
          network={network}
          device={record}
          onUnpatch={isPast ? undefined : ({ id }) => void edits.run("unpatch", { patchId: id })}
        />
      );
    case "splices":
    case "patches":
      return <JointView network={network} joint={record} />;
    case "circuits":
      return <CircuitView network={network} circuit={record} />;
    case "villages":
      return <VillagePlantView network={network} village={record} />;
    case "drops":
      return <DropView network={network} drop={record} />;
    case "services":
      return <ServiceView network={network} service={record} />;
    default:
      return null;
  }
}
