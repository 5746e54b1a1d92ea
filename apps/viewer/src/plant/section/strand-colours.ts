import type { Colour } from "@cuntong/network";

/** The colours of strands and tubes on the screen. */
export const strandColours: Record<Colour, string> = {
  blue: "#1668c7",
  orange: "#f28a1c",
  green: "#1f9a4c",
  brown: "#7c4a21",
  grey: "#8d979d",
  white: "#ffffff",
  red: "#d6262c",
  black: "#20242a",
  yellow: "#f4d21f",
  violet: "#7d49b0",
  pink: "#f39ab9",
  aqua: "#35c3cb",
  natural: "#efe9d8",
};

/** Text that is read on a strand of the colour. */
export function inkOn(colour: Colour): string {
  const dark: readonly Colour[] = ["blue", "green", "brown", "red", "black", "violet"];
  return dark.includes(colour) ? "#ffffff" : "#16252e";
}
