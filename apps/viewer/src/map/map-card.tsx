import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { useSpeaker } from "../language/speaker.ts";

interface Props {
  /** What the card is of, for those who listen. */
  readonly label: string;
  /** Absent until it is known. */
  readonly title?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A card over the map about one thing on it. It takes the focus when it knows its title; Escape closes it. */
export function MapCard({ label, title, onClose, children }: Props) {
  const { t } = useSpeaker();
  const heading = useRef<HTMLHeadingElement>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open], [popover]:popover-open")) close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    if (title === undefined) return;
    heading.current?.focus({ preventScroll: true });
    // Where the map lies above the panel, what was chosen there may be out of sight.
    heading.current?.closest(".map-area")?.scrollIntoView({ block: "nearest" });
  }, [title]);
  return (
    <section className="map-card" aria-label={label}>
      <button type="button" className="icon-button map-card-close" aria-label={t("action.close")} onClick={onClose}>
        ×
      </button>
      {title !== undefined && (
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
      )}
      {children}
    </section>
  );
}
