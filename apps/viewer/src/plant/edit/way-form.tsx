import {
  type Cable,
  type CableType,
  cableLengths,
  cablePath,
  defaultCableTypes,
  Network,
  type RouteStop,
} from "@cuntong/network";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { NumberField } from "../../controls/number-field.tsx";
import { Failed } from "../../controls/states.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import type { Way } from "../../state/workspace.ts";
import { FactList } from "../object/fact-list.tsx";
import { nameOf } from "../object/names.ts";
import { usePlant } from "../plant-context.ts";
import { Choice, NameField, named } from "./choice.tsx";
import { beginnings } from "./sketch-form.tsx";
import { StoreActions } from "./store-actions.tsx";
import type { Edits } from "./use-edits.ts";
import { useTypes } from "./use-types.ts";
import { type FoundWay, useFoundWay } from "./way-context.ts";

/** Lays a cable over the way that is picked: type, name, status and the coils at its ends. */
export function LayForm({ way, edits }: { way: Way; edits: Edits }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { around } = usePlant();
  const types = useTypes("cableTypes", defaultCableTypes);
  const [typeId, setTypeId] = useState<string>("gyta-24");
  const [name, setName] = useState("");
  const [coils, setCoils] = useState({ first: "", last: "" });
  const found = useFoundWay();
  const type = types.find(({ id }) => id === typeId) ?? types[0];
  const route = found?.value;
  const slack = route && slackOf(route, coils);
  const submit = async () => {
    const [startNodeId] = route?.nodeIds ?? [];
    if (!route || !type || !slack || startNodeId === undefined) return;
    const { spanIds } = route;
    const args = { typeId: type.id, startNodeId, spanIds: [...spanIds], status: way.status, ...named(name) };
    const applied = await edits.run("layCable", { ...args, ...(slack.length > 0 && { slack }) });
    const [made] =
      applied?.change.put.cables?.filter(({ id }) => around.value?.network.get("cables", id) === undefined) ?? [];
    if (!made) return;
    dispatch({ type: "dropSketch" });
    dispatch({ type: "object", object: { table: "cables", id: made.id } });
  };
  return (
    <WayForm
      title={t("edit.layCable")}
      hint={t("edit.layCableText")}
      way={way}
      canStore={slack !== null && type !== undefined}
      onStore={submit}
      facts={route && type && <WayFacts route={route} type={type} slack={slack ?? []} />}
    >
      <div className="edit-row">
        <Choice
          label={t("edit.cableType")}
          value={type?.id ?? ""}
          values={types.map(({ id }) => id)}
          word={(id) => types.find((one) => one.id === id)?.name ?? id}
          onChange={setTypeId}
        />
        <NameField label={t("edit.name")} value={name} onChange={setName} />
        <Choice
          label={t("edit.as")}
          value={way.status}
          values={beginnings}
          word={(one) => t(`life.${one}`)}
          onChange={(status) => dispatch({ type: "way", way: { ...way, status } })}
        />
      </div>
      <div className="edit-row">
        {(["first", "last"] as const).map((end) => (
          <NumberField
            key={end}
            label={t(end === "first" ? "edit.slackFirst" : "edit.slackLast")}
            unit="m"
            value={coils[end]}
            {...(metresOf(coils[end]) === null && { error: t("edit.slackWrong") })}
            onChange={(text) => setCoils({ ...coils, [end]: text })}
          />
        ))}
      </div>
    </WayForm>
  );
}

/** Leads a cable over other spans, from the same start. */
export function RerouteForm({ way, edits }: { way: Way; edits: Edits }) {
  const { t, length, signed } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { around } = usePlant();
  const network = around.value?.network;
  const found = useFoundWay();
  const cable = network?.get("cables", way.cableId ?? "");
  const wasM = cable && network && cablePath(network, cable).spans.reduce((sum, { lengthM }) => sum + lengthM, 0);
  const route = found?.value;
  const submit = async () => {
    if (!route || way.cableId === null) return;
    const cableId = way.cableId as Cable["id"];
    const applied = await edits.run("rerouteCable", { cableId, spanIds: [...route.spanIds] });
    if (!applied) return;
    dispatch({ type: "dropSketch" });
    dispatch({ type: "object", object: { table: "cables", id: cableId } });
  };
  return (
    <WayForm
      title={t("edit.rerouteCable")}
      hint={t("edit.rerouteCableText")}
      way={way}
      canStore={route?.spanIds.join() !== cable?.spanIds.join()}
      onStore={submit}
      facts={
        route && (
          <FactList
            facts={[
              [t("fact.route"), t("fact.routeOf", { count: route.spanIds.length })],
              [
                t("fact.drawn"),
                wasM === undefined
                  ? length(route.lengthM)
                  : t("edit.lengthNow", {
                      length: length(route.lengthM),
                      difference: signed(route.lengthM - wasM, length),
                    }),
              ],
            ]}
          />
        )
      }
    />
  );
}

/** Metres that were typed: 0 where nothing is, null where it is no length. */
function metresOf(text: string): number | null {
  const metres = Number(text.trim());
  return Number.isFinite(metres) && metres >= 0 && metres <= 1e6 ? metres : null;
}

/** Coils at the ends of a way; null where one is no length. */
function slackOf({ nodeIds }: FoundWay, coils: { first: string; last: string }) {
  const ends = [
    [nodeIds[0], metresOf(coils.first)],
    [nodeIds[nodeIds.length - 1], metresOf(coils.last)],
  ] as const;
  if (ends.some(([, sheathM]) => sheathM === null)) return null;
  return ends.flatMap(([nodeId, sheathM]) => (nodeId !== undefined && sheathM ? [{ nodeId, sheathM }] : []));
}

interface FactsProps {
  readonly route: FoundWay;
  readonly type: CableType;
  readonly slack: NonNullable<Cable["slack"]>;
}

/** What a cable on the way would measure, in the three lengths. */
function WayFacts({ route, type, slack }: FactsProps) {
  const { t, length, count } = useSpeaker();
  const { nodeIds, spanIds, network } = route;
  const [startNodeId] = nodeIds;
  if (startNodeId === undefined || spanIds.length === 0) return null;
  const cable: Cable = { id: "" as Cable["id"], typeId: type.id, startNodeId, spanIds, slack, status: "planned" };
  const { drawnM, sheathM, glassM } = cableLengths(network, cable, type);
  return (
    <FactList
      facts={[
        [t("fact.route"), t("fact.routeOf", { count: count(spanIds.length) })],
        [t("fact.drawn"), length(drawnM)],
        [t("fact.sheath"), length(sheathM)],
        [t("fact.glass"), length(glassM)],
      ]}
    />
  );
}

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly way: Way;
  readonly canStore: boolean;
  readonly onStore: () => Promise<void>;
  readonly facts: ReactNode;
  readonly children?: ReactNode;
}

/** A way that is picked stop by stop on the map, or from the open object, with what is to be said of the cable. */
function WayForm({ title, hint, way, canStore, onStore, facts, children }: Props) {
  const found = useFoundWay();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onStore();
  };
  const isWay = found?.state === "ready" && found.value.spanIds.length > 0;
  return (
    <form ref={form} className="edit-form sketch-form" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      <p className="hint">{hint}</p>
      <Stops way={way} network={found?.value?.network} />
      <AddOpenObject way={way} />
      {found?.state === "failed" ? <Failed problem={found.problem} /> : facts}
      {children}
      <StoreActions disabled={!isWay || !canStore} />
    </form>
  );
}

/** What was picked so far, each with a way to put it away. The start of a cable that is led anew stays. */
function Stops({ way, network = Network.empty }: { way: Way; network: Network | undefined }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { around } = usePlant();
  const { stops, end, cableId } = way;
  const nameOfStop = (stop: RouteStop) =>
    nameOf(network.get(stop.table, stop.id) ? network : (around.value?.network ?? network), stop, t);
  const without = (at: number) =>
    dispatch({
      type: "way",
      way: at < stops.length ? { ...way, stops: stops.filter((_, i) => i !== at) } : { ...way, end: null },
    });
  if (stops.length === 0) return null;
  return (
    <ol className="way-stops" aria-label={t("edit.stops")}>
      {[...stops, ...(end ? [end] : [])].map((stop, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same node may be passed twice, and only its place tells which.
        <li key={`${at} ${stop.table} ${stop.id}`}>
          <span>{nameOfStop(stop)}</span>
          {!(cableId !== null && at === 0) && (
            <button
              type="button"
              className="icon-button"
              aria-label={t("edit.dropStop", { name: nameOfStop(stop) })}
              onClick={() => without(at)}
            >
              ×
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Leads the way on to the node or span whose panel is open: picking without the map. */
function AddOpenObject({ way }: { way: Way }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { around } = usePlant();
  const value = around.value;
  const last = way.stops[way.stops.length - 1];
  if (!value) return null;
  const { table, id } = value.object;
  if ((table !== "nodes" && table !== "spans") || (last?.table === table && last.id === id)) return null;
  return (
    <button
      type="button"
      className="button button-small"
      onClick={() => dispatch({ type: "stop", stop: { table, id } })}
    >
      {t("edit.addStop", { name: nameOf(value.network, value.object, t) })}
    </button>
  );
}
