/** Colours of strands and tubes, in the Chinese order (YD/T 901): strand or tube 1 is blue. */
export const chineseColours = [
  "blue",
  "orange",
  "green",
  "brown",
  "grey",
  "white",
  "red",
  "black",
  "yellow",
  "violet",
  "pink",
  "aqua",
] as const;
export type Colour = (typeof chineseColours)[number] | "natural";

/** TIA/EIA-598-D: the same twelve; slate, rose and their like are the same colours by other names, in the same places. */
const eia598: readonly Colour[] = chineseColours;

/**
 * How the members of a bundle are told apart. `full`: each by its colour; `pilot`: the first red, the second green, the rest natural,
 * counted from the red one; `eia-598`: as full, and from 13 on the twelve again with a tracer.
 */
export const colourSchemes = ["full", "pilot", "eia-598"] as const;
export type ColourScheme = (typeof colourSchemes)[number];

/** A colour with how many tracers (rings or dashes) it bears: 0 for members 1-12, 1 for 13-24. */
export interface MarkedColour {
  readonly colour: Colour;
  readonly tracers: number;
}

/** The colour of member `number` (from 1) of a bundle. */
export function colourOf(scheme: ColourScheme, number: number): MarkedColour {
  if (scheme === "pilot") {
    return { colour: number === 1 ? "red" : number === 2 ? "green" : "natural", tracers: 0 };
  }
  const list = scheme === "full" ? chineseColours : eia598;
  return { colour: list[(number - 1) % list.length], tracers: Math.floor((number - 1) / list.length) };
}

/** Members of a bundle of `size` that bear the colour: one of a full scheme, many naturals of a pilot scheme. */
export function numbersOfColour(scheme: ColourScheme, size: number, colour: Colour): number[] {
  const numbers: number[] = [];
  for (let number = 1; number <= size; number++) if (colourOf(scheme, number).colour === colour) numbers.push(number);
  return numbers;
}
