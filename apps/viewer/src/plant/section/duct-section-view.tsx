import type { Network, Ref, Span } from "@cuntong/network";
import { useMemo } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { nameOf } from "../object/names.ts";
import { ductSection, type SectionCable, type SectionDuct } from "./duct-section.ts";

/** A span cut across: ducts in each other and the cables in them; a click opens one. */
export function DuctSectionView({ network, span }: { network: Network; span: Span }) {
  const { t } = useSpeaker();
  const section = useMemo(() => ductSection(network, span), [network, span]);
  const { ducts, loose, width, height } = section;
  if (ducts.length + loose.length === 0) return null;
  // A lone thin cable is not blown up: the drawing is at least six centimetres wide.
  const wide = Math.max(width, 60) + 8;
  const flat = ducts.length + loose.length;
  const counts = { ducts: flat - loose.length, cables: cablesIn(ducts) + loose.length };
  return (
    <figure className="section-figure-block">
      <h3 className="object-part">{t("span.section")}</h3>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no form */}
      <svg
        className={`duct-section duct-section-${span.support}`}
        viewBox={`${(width - wide) / 2} -4 ${wide} ${height + 8}`}
        style={{ maxHeight: Math.min(300, (height + 8) * 3.4) }}
        role="group"
        aria-label={t("span.sectionLabel", counts)}
      >
        {ducts.map((duct) => (
          <DuctMark key={duct.duct.id} network={network} duct={duct} />
        ))}
        {loose.map((cable) => (
          <CableMark key={cable.cable.id} network={network} cable={cable} />
        ))}
      </svg>
      {ducts.some(isCrowded) && <figcaption className="hint">{t("span.crowded")}</figcaption>}
    </figure>
  );
}

function cablesIn(ducts: readonly SectionDuct[]): number {
  return ducts.reduce((sum, duct) => sum + duct.cables.length + cablesIn(duct.ducts), 0);
}

function isCrowded(duct: SectionDuct): boolean {
  return duct.crowded || duct.ducts.some(isCrowded);
}

function DuctMark({ network, duct }: { network: Network; duct: SectionDuct }) {
  const planned = duct.duct.status === "proposed" || duct.duct.status === "planned";
  return (
    <g transform={`translate(${duct.x} ${duct.y})`}>
      <Opener network={network} of={{ table: "ducts", id: duct.duct.id }}>
        <circle className={planned ? "duct-wall duct-planned" : "duct-wall"} r={duct.r} />
        <circle className="duct-inside" r={duct.innerR} />
      </Opener>
      {duct.ducts.map((inner) => (
        <DuctMark key={inner.duct.id} network={network} duct={inner} />
      ))}
      {duct.cables.map((cable) => (
        <CableMark key={cable.cable.id} network={network} cable={cable} />
      ))}
    </g>
  );
}

function CableMark({ network, cable: { cable, x, y, r } }: { network: Network; cable: SectionCable }) {
  const strands = network.get("cableTypes", cable.typeId)?.strands;
  const planned = cable.status === "proposed" || cable.status === "planned";
  return (
    <Opener network={network} of={{ table: "cables", id: cable.id }}>
      <circle className={planned ? "duct-cable duct-planned" : "duct-cable"} cx={x} cy={y} r={r} />
      <text x={x} y={y} fontSize={Math.min(r * 0.86, 6)}>
        {strands}
      </text>
    </Opener>
  );
}

function Opener({ network, of, children }: { network: Network; of: Ref; children: React.ReactNode }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const open = () => dispatch({ type: "object", object: of });
  const name = `${t(of.table === "ducts" ? "kind.ducts" : "kind.cables")} ${nameOf(network, of, t)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside a drawing
    <g
      className="opener"
      role="button"
      tabIndex={0}
      aria-label={name}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open();
      }}
    >
      <title>{name}</title>
      {children}
    </g>
  );
}
