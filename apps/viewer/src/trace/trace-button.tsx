import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";

/** Starts a trace; of a port among others its number is said too. */
export function TraceButton({ start, port }: { start: string; port?: number }) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  return (
    <button
      type="button"
      className="button button-small"
      {...(port === undefined ? {} : { "aria-label": `${t("trace.start")} ${t("equipment.port")} ${port}` })}
      onClick={() => dispatch({ type: "trace", trace: start })}
    >
      {t("trace.start")}
    </button>
  );
}
