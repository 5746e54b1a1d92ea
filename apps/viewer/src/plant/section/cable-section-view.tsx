import type { CableId, Network, Strand } from "@cuntong/network";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";
import { colourName } from "../object/names.ts";
import { type CableSection, cableSection, type SectionStrand } from "./cable-section.ts";
import { inkOn, strandColours } from "./strand-colours.ts";

interface Props {
  readonly network: Network;
  readonly cableId: CableId;
  /** Strands that carry light, as `tube.strand`. */
  readonly lit: ReadonlySet<string>;
}

/** A cable cut across: tubes and strands in their colours, each a button that starts a trace; a free strand is hollow, a lit one has a halo. */
export function CableSectionView({ network, cableId, lit }: Props) {
  const { t, count } = useSpeaker();
  const { dispatch } = useWorkspace();
  const cable = network.get("cables", cableId);
  const type = cable && network.get("cableTypes", cable.typeId);
  const section = useMemo(() => type && cableSection(network, cableId, type, lit), [network, cableId, type, lit]);
  const [chosen, setChosen] = useState<SectionStrand | null>(null);
  const [stop, setStop] = useState("1.1");
  const drawing = useRef<SVGSVGElement>(null);
  if (!type || !section) return null;
  const { uses } = section;
  const trace = ({ tube, strand }: Pick<Strand, "tube" | "strand">) =>
    dispatch({ type: "trace", trace: `cables/${cableId}/${tube}.${strand}` });
  const step = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowRight: 1, ArrowLeft: -1, ArrowDown: type.strandsPerTube, ArrowUp: -type.strandsPerTube },
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const [tube = 1, strand = 1] = stop.split(".").map(Number);
    const next = ((tube - 1) * type.strandsPerTube + strand - 1 + by + type.strands) % type.strands;
    const address = `${Math.floor(next / type.strandsPerTube) + 1}.${(next % type.strandsPerTube) + 1}`;
    setStop(address);
    drawing.current?.querySelector<SVGGElement>(`[data-strand="${address}"]`)?.focus();
  };
  return (
    <figure className="section-figure-block">
      {/* One stop of Tab: the arrows lead from strand to strand, and from tube to tube. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no form */}
      <svg
        ref={drawing}
        className="cable-section"
        viewBox="-104 -104 208 208"
        role="group"
        aria-label={t("cable.sectionLabel", { tubes: type.tubes, strands: type.strands })}
        onKeyDown={step}
      >
        <circle className="sheath" r="100" />
        <circle className="sheath-inside" r="95" />
        <Tubes section={section} stop={stop} onStrand={trace} onLook={setChosen} />
      </svg>
      <figcaption>
        <p>
          {t("cable.uses", {
            lit: count(uses.lit),
            joined: count(uses.joined),
            free: count(uses.free),
            strands: count(type.strands),
          })}
        </p>
        <p className="hint" aria-live="polite">
          {chosen ? <StrandWords strand={chosen} section={section} /> : t("cable.chooseStrand")}
        </p>
      </figcaption>
    </figure>
  );
}

interface TubesProps {
  readonly section: CableSection;
  /** The strand that Tab leads to, as `tube.strand`. */
  readonly stop: string;
  readonly onStrand: (strand: SectionStrand) => void;
  readonly onLook: (strand: SectionStrand | null) => void;
}

function Tubes({ section, stop, onStrand, onLook }: TubesProps) {
  const { t } = useSpeaker();
  return section.tubes.map(({ tube, colour, x, y, r, strands }) => (
    <g key={tube}>
      <circle className="tube-wall" cx={x} cy={y} r={r - 1.6} stroke={strandColours[colour.colour]} strokeWidth={3.2} />
      <circle className="tube-line" cx={x} cy={y} r={r} />
      <title>{t("cable.tube", { tube, colour: colourName(colour, t) })}</title>
      {strands.map((strand) => (
        <StrandMark
          key={strand.strand}
          strand={strand}
          tubeColour={colourName(colour, t)}
          stop={stop}
          onStrand={onStrand}
          onLook={onLook}
        />
      ))}
    </g>
  ));
}

interface MarkProps extends Omit<TubesProps, "section"> {
  readonly strand: SectionStrand;
  readonly tubeColour: string;
}

/** One strand. A drawing cannot hold a button, so it is a group that answers like one. */
function StrandMark({ strand, tubeColour, stop, onStrand, onLook }: MarkProps) {
  const { t } = useSpeaker();
  const { x, y, r, colour, use } = strand;
  const name = t("cable.strandName", {
    tube: strand.tube,
    tubeColour,
    strand: strand.strand,
    colour: colourName(colour, t),
    use: t(`cable.use.${use}`),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside a drawing
    <g
      className={`strand strand-${use}`}
      role="button"
      data-strand={`${strand.tube}.${strand.strand}`}
      tabIndex={stop === `${strand.tube}.${strand.strand}` ? 0 : -1}
      aria-label={name}
      onClick={() => onStrand(strand)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onStrand(strand);
      }}
      onPointerEnter={() => onLook(strand)}
      onPointerLeave={() => onLook(null)}
      onFocus={() => onLook(strand)}
      onBlur={() => onLook(null)}
    >
      <title>{name}</title>
      {use === "lit" && <circle className="strand-halo" cx={x} cy={y} r={r * 1.14} />}
      <circle className="strand-glass" cx={x} cy={y} r={r * 0.92} fill={strandColours[colour.colour]} />
      {colour.tracers > 0 && <circle className="strand-tracer" cx={x} cy={y} r={r * 0.72} />}
      <text x={x} y={y} fontSize={r * 0.95} fill={inkOn(colour.colour)}>
        {strand.strand}
      </text>
      {use === "free" && <circle className="strand-free-ring" cx={x} cy={y} r={r * 0.92} />}
    </g>
  );
}

function StrandWords({ strand, section }: { strand: SectionStrand; section: CableSection }) {
  const { t } = useSpeaker();
  const tube = section.tubes[strand.tube - 1];
  return t("cable.strandName", {
    tube: strand.tube,
    tubeColour: tube ? colourName(tube.colour, t) : "",
    strand: strand.strand,
    colour: colourName(strand.colour, t),
    use: t(`cable.use.${strand.use}`),
  });
}
