import { encodeSor } from "./encode-sor.ts";
import { exampleContent } from "./example-content.ts";

/** An event of a made trace. */
export interface MadeEvent {
  /** Metres by the instrument, at its index. */
  readonly glassM: number;
  readonly lossDb?: number;
  readonly reflectanceDb?: number;
  readonly isEnd: boolean;
}

const lightMPerNs = 0.299792458;

/** A SOR file of some events as an instrument set to an index writes it. */
export function sorOfEvents(events: readonly MadeEvent[], groupIndex = 1.468, waveNm = 1550): Uint8Array<ArrayBuffer> {
  const example = exampleContent(2);
  const ns = (metres: number) => (metres * groupIndex) / lightMPerNs;
  const [pattern] = example.events;
  return encodeSor({
    ...example,
    link: { ...example.link, nominalWaveNm: waveNm },
    acquisition: { ...example.acquisition, groupIndex, measuredWaveNm: waveNm + 0.2 },
    events: events.map(({ glassM, lossDb = 0, reflectanceDb = null, isEnd }, i) => ({
      ...pattern!,
      ...{ number: i + 1, timeNs: ns(glassM), lossDb, reflectanceDb },
      code: `${reflectanceDb === null ? 0 : 1}${isEnd ? "E" : "F"}9999`,
      comment: "",
    })),
  });
}
