import { useEffect, useEffectEvent, useState } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { useFaults } from "./fault-context.ts";

/** A SOR file dropped anywhere on the page is read. */
export function DropTrace() {
  const { t } = useSpeaker();
  const { readTrace } = useFaults();
  const [over, setOver] = useState(false);
  const take = useEffectEvent((file: File) => readTrace(file));
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
    };
    addEventListener("dragover", onOver);
    addEventListener("dragleave", onLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onOver);
      removeEventListener("dragleave", onLeave);
      removeEventListener("drop", onDrop);
    };
  }, []);
  return over ? <div className="drop-trace">{t("reading.dropNow")}</div> : null;
}
