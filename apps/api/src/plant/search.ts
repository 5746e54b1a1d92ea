import { setImmediate } from "node:timers/promises";
import type { PlantHit } from "@cuntong/contract";
import { type SearchKeys, searchKeys } from "@cuntong/db";
import { idOf, type Network, namedTables, placeOf, type Ref, statusOf, type Table, tables } from "@cuntong/network";

/** Names whose letters are known, whatever plant they are in: an edit or another project spells none anew. */
const spelt = new Map<string, SearchKeys>();
const mostSpelt = 500_000;
/** After so many names that are spelt anew others get their turn. */
const spellAtOnce = 250;
/** What is held of one rank while looking on. */
const mostOfRank = 1_000;

/** How well something fits, the best first: it is called so, begins so, has it inside, is spelt so; what is retired comes after all that. */
const ranks = { same: 0, begins: 1, inside: 2, spelt: 3, retired: 4 } as const;

interface Found {
  readonly of: Ref;
  readonly name: string | undefined;
  readonly rank: number;
}

/**
 * Objects of every kind by their id, and those that have a name by it, by its pinyin and by its initials. At most `limit`; `more` where
 * there are others. Splices, patches and the like are found by their whole id.
 */
export async function searchPlant(
  network: Network,
  { q, limit, villages }: { readonly q: string; readonly limit: number; readonly villages: "yes" | "no" },
): Promise<{ hits: PlantHit[]; more: boolean }> {
  const key = q.toLowerCase();
  const letters = /^[a-z0-9 ]+$/.test(key) ? key.replaceAll(" ", "") : "";
  const found: Found[][] = [];
  let anew = 0;
  for (const table of namedTables) {
    if (table === "villages" && villages === "no") continue;
    for (const record of network.records(table)) {
      const id = idOf(table, record as never);
      const name = "name" in record && record.name !== "" ? record.name : undefined;
      let fit = fitOf(key, id, name);
      if (fit === undefined && letters !== "" && name !== undefined && /\P{ASCII}/u.test(name)) {
        if (!spelt.has(name) && ++anew % spellAtOnce === 0) await setImmediate();
        const keys = spelt.get(name) ?? spell(name);
        if (keys.pinyin.includes(letters) || keys.initials.startsWith(letters)) fit = ranks.spelt;
      }
      if (fit === undefined) continue;
      const rank = fit + (statusOf(table, record as never) === "decommissioned" ? ranks.retired : 0);
      found[rank] ??= [];
      if (found[rank].length < mostOfRank) found[rank].push({ of: { table, id }, name, rank });
    }
  }
  const others = tables.filter((table) => !(namedTables as readonly Table[]).includes(table));
  const whole = others
    .filter((table) => network.get(table, q) !== undefined)
    .map((table): Found => ({ of: { table, id: q }, name: undefined, rank: ranks.same }));
  const all = [...whole, ...found.flatMap((one) => one?.sort(byName) ?? [])];
  return { hits: all.slice(0, limit).map((one) => hitOf(network, one)), more: all.length > limit };
}

function fitOf(key: string, id: string, name: string | undefined): number | undefined {
  const [code, called] = [id.toLowerCase(), name?.toLowerCase() ?? ""];
  if (code === key || called === key) return ranks.same;
  if (code.startsWith(key) || called.startsWith(key)) return ranks.begins;
  return code.includes(key) || called.includes(key) ? ranks.inside : undefined;
}

function spell(name: string): SearchKeys {
  if (spelt.size >= mostSpelt) spelt.clear();
  const keys = searchKeys(name);
  spelt.set(name, keys);
  return keys;
}

function byName(one: Found, two: Found): number {
  const [a, b] = [one.name ?? one.of.id, two.name ?? two.of.id];
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function hitOf(network: Network, { of, name }: Found): PlantHit {
  const at = placeOf(network, of);
  return { ...of, ...(name !== undefined && { name }), ...(at && { position: [at[0], at[1]] }) };
}
