import type { TraceAnswer } from "@cuntong/contract";
import type { Hop } from "@cuntong/network";
import { useSpeaker } from "../language/speaker.ts";
import { strandColours } from "../plant/section/strand-colours.ts";
import { useWorkspace } from "../state/context.ts";
import { hopWords, type TraceNames } from "./hop-words.tsx";
import type { TracePath } from "./trace-paths.ts";

interface Props {
  readonly path: TracePath;
  readonly names: TraceNames;
  readonly trace: TraceAnswer["trace"];
}

/** Every hop of a path: what it is, what it adds, and what it all comes to in three lengths and dB per wavelength. */
export function HopTable({ path, names, trace }: Props) {
  const { t } = useSpeaker();
  return (
    <table className="table hop-table">
      <thead>
        <tr>
          <th scope="col">{t("trace.hop")}</th>
          <th scope="col">{t("trace.where")}</th>
          <th scope="col">{t("trace.own")}</th>
          <th scope="col">{t("fact.drawn")}</th>
          <th scope="col">{t("fact.sheath")}</th>
          <th scope="col">{t("fact.glass")}</th>
          {trace.wavesNm.map((nm) => (
            <th key={nm} scope="col">
              {nm} nm
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {path.hops.map((hop, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hop is nothing but its place on the path
          <HopRow key={place} hop={hop} names={names} />
        ))}
      </tbody>
    </table>
  );
}

function HopRow({ hop, names }: { hop: Hop; names: TraceNames }) {
  const { t, length } = useSpeaker();
  const { dispatch } = useWorkspace();
  const { what, where, of } = hopWords(hop, names, t);
  return (
    <tr className={`hop-${hop.kind}`}>
      <th scope="row">
        {hop.kind === "strand" && (
          <i
            className="strand-swatch"
            aria-hidden="true"
            style={{
              background: strandColours[hop.strandColour.colour],
              outlineColor: strandColours[hop.tubeColour.colour],
            }}
          />
        )}
        <button type="button" className="link" onClick={() => dispatch({ type: "object", object: of })}>
          {what}
        </button>
      </th>
      <td>{where}</td>
      <td>{hop.own.glassM > 0 ? length(hop.own.glassM) : ""}</td>
      <td>{length(hop.total.drawnM)}</td>
      <td>{length(hop.total.sheathM)}</td>
      <td>{length(hop.total.glassM)}</td>
      {hop.total.lossDb.map((db, wave) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a wavelength is known by its place
        <td key={wave}>{db.toFixed(2)}</td>
      ))}
    </tr>
  );
}
