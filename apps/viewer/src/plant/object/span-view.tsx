import type { Network, Span } from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";
import { DuctSectionView } from "../section/duct-section-view.tsx";
import { FactList } from "./fact-list.tsx";
import { nameOf } from "./names.ts";
import { ObjectLink } from "./object-link.tsx";
import { ObjectList } from "./object-list.tsx";

/** A span: support, lengths, what it fails with, and what lies in it, cut across. */
export function SpanView({ network, span }: { network: Network; span: Span }) {
  const { t, length } = useSpeaker();
  const cables = network.referrers("spans", span.id, "cables").flatMap((id) => network.get("cables", id) ?? []);
  const ductNote = (id: string) => {
    const duct = network.get("cables", id)?.ducts?.find(({ spanId }) => spanId === span.id);
    return duct && t("span.inDuct", { duct: nameOf(network, { table: "ducts", id: duct.ductId }, t) });
  };
  return (
    <>
      <FactList
        facts={[
          [t("fact.support"), t(`support.${span.support}`)],
          [
            t("fact.between"),
            <span key="between">
              <ObjectLink network={network} of={{ table: "nodes", id: span.from }} /> –{" "}
              <ObjectLink network={network} of={{ table: "nodes", id: span.to }} />
            </span>,
          ],
          [t("fact.drawn"), length(span.lengthM)],
          span.measuredM !== undefined && [t("fact.measured"), length(span.measuredM)],
          [t("fact.sheath"), length(sheathM(network, span))],
          [t("fact.confidence"), t(`confidence.${span.confidence ?? "drawn"}`)],
          span.riskGroups !== undefined &&
            span.riskGroups.length > 0 && [t("fact.riskGroups"), span.riskGroups.join(", ")],
        ]}
      />
      <DuctSectionView network={network} span={span} />
      <h3 className="object-part">{t("span.onIt")}</h3>
      <ObjectList
        network={network}
        entries={cables.map(({ id, typeId }) => ({
          of: { table: "cables", id },
          note: [network.get("cableTypes", typeId)?.name, ductNote(id)].filter(Boolean).join(" · "),
        }))}
        none={t("span.noCable")}
      />
    </>
  );
}

/** Sheath that a cable uses up on the span, without slack: measured or drawn metres with the reserve of the support. */
function sheathM({ settings }: Network, { support, lengthM, measuredM }: Span): number {
  return (measuredM ?? lengthM) * (1 + settings.reserveMPerKm[support] / 1000);
}
