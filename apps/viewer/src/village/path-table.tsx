import type { VillagePath } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import { supportColours } from "../map/palette.ts";
import { spanTitle } from "../span/span-title.ts";
import { useWorkspace } from "../state/context.ts";

/** The spans of a village's path, from the village to the existing plant; a click opens one. */
export function PathTable({ spans }: { spans: VillagePath["spans"] }) {
  const { t, length, money, count } = useSpeaker();
  const { dispatch } = useWorkspace();
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("path.along")}</th>
            <th scope="col">{t("path.length")}</th>
            <th scope="col">{t("path.cost")}</th>
            <th scope="col">{t("path.beyond")}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <tr key={span.id}>
              <th scope="row">
                <i className="dot" style={{ background: supportColours[span.support] }} aria-hidden="true" />
                <button type="button" className="link" onClick={() => dispatch({ type: "span", id: span.id })}>
                  {spanTitle(span, t)}
                </button>
              </th>
              <td>{length(span.lengthM)}</td>
              <td>{money(span.costFen)}</td>
              <td>{count(span.villagesBeyond)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
