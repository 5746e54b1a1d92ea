import type { Network, PlantNode } from "@cuntong/network";
import { Section } from "../../controls/section.tsx";
import { useSpeaker } from "../../language/speaker.ts";
import { cableEndsAt, cablesThrough } from "../splices/ends-at.ts";
import { FactList } from "./fact-list.tsx";
import { nameOf } from "./names.ts";
import { type Entry, ObjectList } from "./object-list.tsx";
import { positionWords } from "./position-words.ts";

/** A node: where it is, what stands there, the spans that meet, the cables that end and pass. */
export function NodeView({ network, node }: { network: Network; node: PlantNode }) {
  const { t, length, count } = useSpeaker();
  const ending = cableEndsAt(network, node.id);
  const through = cablesThrough(network, node.id);
  const standing = standingAt(network, node);
  const spans = network
    .referrers("nodes", node.id, "spans")
    .flatMap((id) => network.get("spans", id) ?? [])
    .map((span): Entry => {
      const far = nameOf(network, { table: "nodes", id: span.from === node.id ? span.to : span.from }, t);
      return {
        of: { table: "spans", id: span.id },
        text: `→ ${far}`,
        note: `${t(`support.${span.support}`)} · ${length(span.lengthM)}`,
      };
    });
  const coils = [...ending.map(({ cable }) => cable), ...through].flatMap((cable) =>
    (cable.slack ?? [])
      .filter(({ nodeId }) => nodeId === node.id)
      .map(({ sheathM }): Entry => ({ of: { table: "cables", id: cable.id }, note: length(sheathM) })),
  );
  return (
    <>
      <FactList
        facts={[
          [
            t("fact.position"),
            <span key="at" className="code">
              {positionWords(node.position)}
            </span>,
          ],
          [t("fact.confidence"), t(`confidence.${node.confidence ?? "drawn"}`)],
        ]}
      />
      <h3 className="object-part">{t("node.standing")}</h3>
      <ObjectList network={network} entries={standing} none={t("node.nothing")} />
      {coils.length > 0 && (
        <>
          <h3 className="object-part">{t("node.slack")}</h3>
          <ObjectList network={network} entries={coils} />
        </>
      )}
      <Section title={t("node.meeting")} figure={count(spans.length)} open>
        <ObjectList network={network} entries={spans} />
      </Section>
      <Section title={t("node.ending")} figure={count(ending.length)} open={ending.length > 0}>
        <ObjectList
          network={network}
          entries={ending.map(({ cable, end, type }) => ({
            of: { table: "cables", id: cable.id },
            note: `${t("node.end", { end })} · ${type.name}`,
          }))}
        />
      </Section>
      <Section title={t("node.through")} figure={count(through.length)} open={through.length > 0}>
        <ObjectList network={network} entries={through.map(({ id }) => ({ of: { table: "cables", id } }))} />
      </Section>
    </>
  );
}

function standingAt(network: Network, node: PlantNode): Entry[] {
  const closures = network.referrers("nodes", node.id, "closures");
  return [
    ...closures.flatMap((id): Entry[] => [
      { of: { table: "closures", id }, note: <KindNote of="closures" /> },
      ...network.referrers("closures", id, "splitters").map(
        (splitter): Entry => ({
          of: { table: "splitters", id: splitter },
          note: <SplitterNote network={network} id={splitter} />,
        }),
      ),
    ]),
    ...network
      .referrers("nodes", node.id, "equipment")
      .map((id): Entry => ({ of: { table: "equipment", id }, note: <EquipmentNote network={network} id={id} /> })),
  ];
}

function KindNote({ of }: { of: "closures" }) {
  return useSpeaker().t(`kind.${of}`);
}

function SplitterNote({ network, id }: { network: Network; id: string }) {
  const { t } = useSpeaker();
  const type = network.get("splitterTypes", network.get("splitters", id)?.typeId ?? "");
  return `${t("kind.splitters")} ${type ? `${type.inputs}:${type.outputs}` : ""}`;
}

function EquipmentNote({ network, id }: { network: Network; id: string }) {
  const { t, count } = useSpeaker();
  const device = network.get("equipment", id);
  return device ? `${device.kind.toUpperCase()} · ${t("fact.ports")} ${count(device.ports)}` : null;
}
