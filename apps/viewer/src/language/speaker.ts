import { createContext, use } from "react";
import { type Quantities, quantities } from "./quantities.ts";
import { type Language, type Translate, translator } from "./translate.ts";

/** Everything a panel needs to speak to a person: `t()`, and figures in words. */
export interface Speaker extends Quantities {
  readonly language: Language;
  readonly t: Translate;
}

export function createSpeaker(language: Language): Speaker {
  return { language, t: translator(language), ...quantities(language) };
}

export const SpeakerContext = createContext<Speaker>(createSpeaker("en"));

export function useSpeaker(): Speaker {
  return use(SpeakerContext);
}
