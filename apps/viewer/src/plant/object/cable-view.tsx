import { type Cable, cableLengths, cablePath, type Network } from "@cuntong/network";
import { Section } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { CableSectionView } from "../section/cable-section-view.tsx";
import { FactList } from "./fact-list.tsx";
import { nameOf } from "./names.ts";
import { ObjectLink } from "./object-link.tsx";
import { ObjectList } from "./object-list.tsx";

interface Props {
  readonly network: Network;
  readonly cable: Cable;
  readonly lit: ReadonlySet<string>;
}

/** A cable: its type, three lengths, ends and way, drum and marks, and the strands in it, cut across. */
export function CableView({ network, cable, lit }: Props) {
  const { t, count } = useSpeaker();
  const path = cablePath(network, cable);
  const type = network.get("cableTypes", cable.typeId);
  const last = path.nodeIds[path.nodeIds.length - 1] ?? cable.startNodeId;
  return (
    <>
      <h3 className="object-part">{t("cable.section")}</h3>
      <CableSectionView network={network} cableId={cable.id} lit={lit} />
      <FactList
        facts={[
          type && [
            t("fact.type"),
            t("cable.typeOf", {
              ...{ name: type.name, strands: type.strands, tubes: type.tubes, each: type.strandsPerTube },
              scheme: t(`cable.scheme.${type.strandColours}`),
            }),
          ],
          [
            t("fact.ends"),
            <span key="ends">
              a <ObjectLink network={network} of={{ table: "nodes", id: cable.startNodeId }} /> – b{" "}
              <ObjectLink network={network} of={{ table: "nodes", id: last }} />
            </span>,
          ],
        ]}
      />
      <Lengths network={network} cable={cable} />
      <Paper network={network} cable={cable} />
      <Section title={t("fact.route")} figure={t("fact.routeOf", { count: count(path.spans.length) })}>
        <ol className="cable-way">
          {path.nodeIds.map((id, i) => (
            <li key={`${id} ${path.spans[i]?.id ?? "end"}`}>
              <ObjectLink network={network} of={{ table: "nodes", id }} />
              {path.spans[i] && <Along network={network} spanId={path.spans[i].id} />}
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

function Along({ network, spanId }: { network: Network; spanId: string }) {
  const { t, length } = useSpeaker();
  const span = network.get("spans", spanId);
  if (!span) return null;
  return (
    <span className="hint">
      <ObjectLink
        network={network}
        of={{ table: "spans", id: spanId }}
        text={`${t(`support.${span.support}`)} ${length(span.lengthM)}`}
      />
    </span>
  );
}

function Lengths({ network, cable }: { network: Network; cable: Cable }) {
  const { t, length } = useSpeaker();
  const type = network.get("cableTypes", cable.typeId);
  if (!type) return null;
  const { drawnM, sheathM, glassM, sheathFrom, confidence, spreadM } = cableLengths(network, cable, type);
  return (
    <FactList
      facts={[
        [t("fact.drawn"), length(drawnM)],
        [t("fact.sheath"), <Noted key="s" figure={length(sheathM)} note={t(`fact.sheathFrom.${sheathFrom}`)} />],
        [
          t("fact.glass"),
          <Noted
            key="g"
            figure={length(glassM)}
            note={spreadM < 0.5 ? "" : t("fact.spread", { length: length(spreadM) })}
          />,
        ],
        [t("fact.confidence"), t(`confidence.${confidence}`)],
      ]}
    />
  );
}

function Noted({ figure, note }: { figure: string; note: string }) {
  return (
    <>
      {figure} <span className="hint">{note}</span>
    </>
  );
}

/** What was read off the drum and the sheath, and the coils on the way. */
function Paper({ network, cable: { drum, marks = [], slack = [] } }: { network: Network; cable: Cable }) {
  const { t, length, list, count } = useSpeaker();
  return (
    <>
      <FactList
        facts={[
          drum && [t("fact.drum"), t("fact.drumOf", { number: drum.number, length: length(drum.lengthM) })],
          marks.length > 0 && [
            t("fact.marks"),
            list(
              marks.map(
                ({ nodeId, markM }) => `${nameOf(network, { table: "nodes", id: nodeId }, t)} ${length(markM)}`,
              ),
            ),
          ],
        ]}
      />
      {slack.length > 0 && (
        <Section
          title={t("fact.slack")}
          figure={`${count(slack.length)} · ${length(slack.reduce((sum, { sheathM }) => sum + sheathM, 0))}`}
        >
          <ObjectList
            network={network}
            entries={slack.map(({ nodeId, sheathM }) => ({
              of: { table: "nodes", id: nodeId },
              note: length(sheathM),
            }))}
          />
        </Section>
      )}
    </>
  );
}
