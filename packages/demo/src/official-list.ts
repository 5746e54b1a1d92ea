import list from "./data/villages.json" with { type: "json" };

/** A township (or street) of the official list with its village committees. */
export interface Township {
  /** Nine digits. */
  readonly code: string;
  readonly name: string;
  readonly countyCode: string;
  readonly villages: readonly { readonly code: string; readonly name: string }[];
}

/** All 1,284 townships and their 14,173 village committees, in the order of their codes. */
export function readTownships(): Township[] {
  const townships: Township[] = [];
  let countyCode = "";
  for (const line of list.lines) {
    if (line.startsWith("#")) countyCode = line.slice(1, 7);
    else if (!line.startsWith("@")) townships.push(readTownship(line, countyCode));
  }
  return townships;
}

function readTownship(line: string, countyCode: string): Township {
  const [number, name, ...words] = line.split(" ");
  const code = countyCode + number!;
  let last = 200;
  const villages = words.map((word) => {
    const [, digits, short] = /^(\d*)(.*)$/u.exec(word)!;
    last = digits ? Number(digits) : last + 1;
    return { code: `${code}${String(last).padStart(3, "0")}`, name: fullName(short!) };
  });
  return { code, name: name!, countyCode, villages };
}

/** Undoes the shortening of extract/villages.ts. */
function fullName(short: string): string {
  if (short.startsWith("=")) return short.slice(1);
  return short.endsWith("*") ? `${short.slice(0, -1)}村民委员会` : `${short}村委会`;
}
