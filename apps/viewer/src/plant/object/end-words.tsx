import { colourOf, isStrandEnd, type JointEnd, type Network } from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";
import { strandColours } from "../section/strand-colours.ts";
import { endName, holderOfEnd, strandColourNames } from "./names.ts";
import { ObjectLink } from "./object-link.tsx";

/** An end as a link to what it belongs to; a strand with its colours, drawn and said. */
export function EndWords({ network, end }: { network: Network; end: JointEnd }) {
  const { t } = useSpeaker();
  const link = <ObjectLink network={network} of={holderOfEnd(end)} text={endName(network, end, t)} />;
  if (!isStrandEnd(end)) return link;
  const type = network.get("cableTypes", network.get("cables", end.cableId)?.typeId ?? "");
  return (
    <span className="end-words">
      {type && (
        <i
          className="strand-swatch"
          aria-hidden="true"
          style={{
            background: strandColours[colourOf(type.strandColours, end.strand).colour],
            outlineColor: strandColours[colourOf(type.tubeColours, end.tube).colour],
          }}
        />
      )}
      {link} <span className="hint">{strandColourNames(network, end, t)}</span>
    </span>
  );
}
