import { useSpeaker } from "../language/speaker.ts";
import { useFaults } from "./fault-context.ts";

/** Metres of the launch cable between instrument and port. */
export function LaunchField({ id }: { readonly id: string }) {
  const { t } = useSpeaker();
  const { now, change } = useFaults();
  return (
    <div className="field">
      <label htmlFor={id}>{t("reading.launch")}</label>
      <input
        id={id}
        inputMode="decimal"
        placeholder="0"
        value={now.launchText}
        aria-invalid={now.launchText !== "" && !(Number(now.launchText) >= 0)}
        onChange={(event) => change({ launchText: event.target.value })}
      />
    </div>
  );
}
