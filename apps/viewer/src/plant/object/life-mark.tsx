import type { PlantStatus } from "@cuntong/network";
import { useSpeaker } from "../../language/speaker.ts";

/** The status of a piece of plant: a word with a sign of its own, so that what is only planned never looks like what stands. */
export function LifeMark({ status }: { status: PlantStatus }) {
  const { t } = useSpeaker();
  return (
    <span className={`life life-${status}`}>
      <i aria-hidden="true" />
      {t(`life.${status}`)}
    </span>
  );
}
