/** Beginnings of price codes that are worth asking about together, of those that a bill has. */
const families = ["span.aerial", "span.duct", "span.buried", "span", "overlash", "class", "crossing", "cable"] as const;

/** What can be asked about a bill's prices: families of more than one code, and every piece on its own. */
export function priceGroups(codes: readonly string[]): readonly string[] {
  const held = families.filter((family) => codes.some((code) => code.startsWith(`${family}.`)));
  const single = codes.filter((code) => !families.some((family) => code.startsWith(`${family}.`)) && !isDerived(code));
  return [...held, ...single];
}

/** Surcharges follow other prices, and what areas cost is their own. */
function isDerived(code: string): boolean {
  return code.startsWith("surcharge.") || code.startsWith("area.") || code.startsWith("opex.");
}
