import { useSpeaker } from "../../language/speaker.ts";
import { useWorkspace } from "../../state/context.ts";

/** Says over everything that the past is looked at, and leads back. */
export function PastBanner() {
  const { t, moment, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const { asOf, room } = workspace;
  if (asOf === null || room !== "plant") return null;
  const when = /^\d+$/.test(asOf) ? t("past.revision", { revision: count(Number(asOf)) }) : moment(asOf);
  return (
    <div className="past-banner" role="status">
      <p>
        <strong>{t("past.banner")}</strong> {t("past.at", { when })}
      </p>
      <button type="button" className="button button-small" onClick={() => dispatch({ type: "asOf", asOf: null })}>
        {t("past.leave")}
      </button>
    </div>
  );
}
