import type { ReactNode } from "react";
import { useSpeaker } from "../language/speaker.ts";

interface Props {
  readonly label: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A wide sheet under the map, for drawings that need the width of the screen. */
export function Bench({ label, title, onClose, children }: Props) {
  const { t } = useSpeaker();
  return (
    <section className="bench" aria-label={label}>
      <div className="bench-head">
        <h2>{title}</h2>
        <button type="button" className="icon-button" aria-label={t("action.close")} onClick={onClose}>
          ×
        </button>
      </div>
      <div className="bench-body">{children}</div>
    </section>
  );
}
