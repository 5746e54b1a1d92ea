import type { Drop, Network, Service, Village } from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";
import { TraceButton } from "../../trace/trace-button.tsx";
import { FactList } from "./fact-list.tsx";
import { nameOf } from "./names.ts";
import { ObjectLink } from "./object-link.tsx";
import { ObjectList } from "./object-list.tsx";
import { positionWords } from "./position-words.ts";

/** A village as the plant sees it: its drops, devices and services. */
export function VillagePlantView({ network, village }: { network: Network; village: Village }) {
  const { t, count } = useSpeaker();
  const of = (table: "drops" | "equipment" | "services") => network.referrers("villages", village.code, table);
  const noted = (table: "drops" | "equipment" | "services") =>
    of(table).map((id) => ({ of: { table, id }, note: t(`kind.${table}`) }));
  return (
    <>
      <FactList
        facts={[
          [
            t("village.code"),
            <span key="code" className="code">
              {village.code}
            </span>,
          ],
          village.people !== undefined && [t("fact.people"), count(village.people)],
          [
            t("fact.position"),
            <span key="at" className="code">
              {positionWords(village.position)}
            </span>,
          ],
        ]}
      />
      {of("drops").length > 0 && <TraceButton start={`villages/${village.code}`} />}
      <h3 className="object-part">{t("village.served")}</h3>
      <ObjectList
        network={network}
        entries={[...noted("drops"), ...noted("equipment"), ...noted("services")]}
        none={t("village.unserved")}
      />
    </>
  );
}

/** The last cable to a village. */
export function DropView({ network, drop }: { network: Network; drop: Drop }) {
  const { t } = useSpeaker();
  return (
    <FactList
      facts={[
        [t("fact.village"), <ObjectLink key="v" network={network} of={{ table: "villages", id: drop.villageCode }} />],
        [t("fact.cable"), <ObjectLink key="c" network={network} of={{ table: "cables", id: drop.cableId }} />],
        drop.equipmentId !== undefined && [
          t("fact.equipment"),
          <ObjectLink key="e" network={network} of={{ table: "equipment", id: drop.equipmentId }} />,
        ],
      ]}
    />
  );
}

/** One service of a village. */
export function ServiceView({ network, service }: { network: Network; service: Service }) {
  const { t } = useSpeaker();
  return (
    <FactList
      facts={[
        [t("fact.service"), t(`service.${service.kind}`)],
        [
          t("fact.village"),
          <ObjectLink key="v" network={network} of={{ table: "villages", id: service.villageCode }} />,
        ],
        service.circuitId !== undefined && [
          t("fact.circuit"),
          <ObjectLink
            key="c"
            network={network}
            of={{ table: "circuits", id: service.circuitId }}
            text={nameOf(network, { table: "circuits", id: service.circuitId }, t)}
          />,
        ],
      ]}
    />
  );
}
