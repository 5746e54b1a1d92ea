import { type Closure, isPort, type Network, type Splice } from "@cuntong/network";
import { Section } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { closureContent } from "../splices/ends-at.ts";
import { SpliceDiagramView } from "../splices/splice-diagram-view.tsx";
import { EndWords } from "./end-words.tsx";
import { FactList } from "./fact-list.tsx";
import { LifeMark } from "./life-mark.tsx";
import { ObjectLink } from "./object-link.tsx";

interface Props {
  readonly network: Network;
  readonly closure: Closure;
  /** Opens the diagram in the wide sheet under the map. */
  readonly onWide: () => void;
  /** Takes a splice out; absent where nothing may be changed. */
  readonly onUnsplice?: ((splice: Splice) => void) | undefined;
}

/** A closure: its place and room, the diagram of its splices, and its trays splice by splice. */
export function ClosureView({ network, closure, onWide, onUnsplice }: Props) {
  const { t, count } = useSpeaker();
  const type = network.get("closureTypes", closure.typeId);
  const { splices } = closureContent(network, closure);
  const inTrays = splices.filter(({ tray }) => tray !== undefined);
  const places = type ? type.trays * type.splicesPerTray : 0;
  return (
    <>
      <FactList
        facts={[
          [t("fact.at"), <ObjectLink key="at" network={network} of={{ table: "nodes", id: closure.nodeId }} />],
          type && [t("fact.type"), type.name],
          type && [t("fact.trays"), t("closure.capacity", { used: count(inTrays.length), places: count(places) })],
        ]}
      />
      <div className="heading-row">
        <h3 className="object-part">{t("closure.diagram")}</h3>
        <button type="button" className="button button-small" onClick={onWide}>
          {t("plant.wide")}
        </button>
      </div>
      <div className="diagram-scroll">
        <SpliceDiagramView network={network} closure={closure} width={350} />
      </div>
      <h3 className="object-part">{t("closure.trays")}</h3>
      {type && (
        <Trays
          network={network}
          splices={splices}
          trays={type.trays}
          places={type.splicesPerTray}
          onUnsplice={onUnsplice}
        />
      )}
    </>
  );
}

interface TraysProps extends Pick<Props, "network" | "onUnsplice"> {
  readonly splices: readonly Splice[];
  readonly trays: number;
  readonly places: number;
}

/** Trays in use one by one with their free places, the empty ones together; then what needs no tray. */
function Trays({ network, splices, trays, places, onUnsplice }: TraysProps) {
  const { t, count } = useSpeaker();
  const numbers = Array.from({ length: trays }, (_, i) => i + 1);
  const inTray = (tray: number) => splices.filter((splice) => splice.tray === tray);
  const used = numbers.filter((tray) => inTray(tray).length > 0);
  const uncut = splices.filter(({ method }) => method === "uncut");
  const atPorts = splices.filter(({ tray, a, b }) => tray === undefined && (isPort(a) || isPort(b)));
  return (
    <>
      {used.map((tray) => (
        <Section
          key={tray}
          title={t("closure.tray", { tray })}
          figure={t("closure.trayFree", { free: count(places - inTray(tray).length), places: count(places) })}
          open={used.length === 1}
        >
          <TrayPlaces used={inTray(tray).length} places={places} />
          <SpliceTable network={network} splices={inTray(tray)} onUnsplice={onUnsplice} />
        </Section>
      ))}
      {used.length < trays && (
        <p className="hint">
          {t("closure.traysEmpty", { trays: runsOf(numbers.filter((tray) => !used.includes(tray))) })}
        </p>
      )}
      {uncut.length > 0 && <p className="hint">{t("closure.uncut", { count: count(uncut.length) })}</p>}
      {atPorts.length > 0 && (
        <Section title={t("closure.atPort")} figure={count(atPorts.length)}>
          <SpliceTable network={network} splices={atPorts} onUnsplice={onUnsplice} />
        </Section>
      )}
    </>
  );
}

/** Numbers in rising order, those next to each other as a run: `1, 4–5, 7–60`. */
function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] + 1 === number) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

function TrayPlaces({ used, places }: { used: number; places: number }) {
  return (
    <div className="tray-places" aria-hidden="true">
      {Array.from({ length: places }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is nothing but its number
        <i key={i} className={i < used ? "tray-place-used" : ""} />
      ))}
    </div>
  );
}

function SpliceTable({ network, splices, onUnsplice }: Pick<TraysProps, "network" | "splices" | "onUnsplice">) {
  const { t } = useSpeaker();
  return (
    <ul className="splice-list">
      {splices.map((splice) => (
        <li key={splice.id}>
          <span className="splice-ends">
            <EndWords network={network} end={splice.a} />
            <span aria-hidden="true"> ⟷ </span>
            <EndWords network={network} end={splice.b} />
          </span>
          <span className="splice-notes">
            <ObjectLink
              network={network}
              of={{ table: "splices", id: splice.id }}
              text={t(`method.${splice.method}`)}
            />
            {splice.status !== "operational" && <LifeMark status={splice.status} />}
            {onUnsplice && splice.method !== "uncut" && (
              <button type="button" className="button button-small" onClick={() => onUnsplice(splice)}>
                {t("edit.unspliceShort")}
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
