import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { useOpenDesign } from "./design-context.ts";

/** Says that edits go into a design while one is open, and leads back to it. */
export function DesignBanner() {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const design = useOpenDesign()?.answer.value?.design;
  if (!design) return null;
  return (
    <p className="design-banner" role="note">
      <span>{t(design.state === "open" ? "designs.bannerOpen" : "designs.bannerClosed", { name: design.name })}</span>
      <button type="button" className="link" onClick={() => dispatch({ type: "object", object: null })}>
        {t("designs.back")}
      </button>
      <button type="button" className="link" onClick={() => dispatch({ type: "design", design: null })}>
        {t("designs.leave")}
      </button>
    </p>
  );
}
