/** Decibels to a hundredth, with a true minus; what would read as minus nothing is nothing. */
export function decibels(value: number): string {
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text.replace("-", "−");
}
