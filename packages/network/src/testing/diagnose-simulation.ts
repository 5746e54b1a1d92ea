import { diagnose } from "../diagnose/diagnose.ts";
import { type Element, type FaultModel, glassModel, groundModel } from "../diagnose/model.ts";
import { standingStatuses } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { Dice } from "./dice.ts";

/** How often what truly failed was named. */
export interface DiagnoseScore {
  readonly cases: number;
  /** Of single faults: the group ranked first holds it. Of double faults: both are in the first three groups. */
  readonly named: number;
}

export interface SimulationOptions {
  readonly faults: 1 | 2;
  /** Part of dark endpoints told lit, and of lit ones told dark. */
  readonly noise: number;
  readonly cases: number;
}

/**
 * Faults drawn by their rates, what they darken told with noise, and what the diagnosis makes of it. Cases that darken nothing are drawn again;
 * so are double faults that a single one, or another pair, would darken the same with: nothing can tell those.
 */
export function simulateDiagnoses(
  networks: readonly Network[],
  { faults, noise, cases }: SimulationOptions,
  dice: Dice,
): DiagnoseScore {
  let [done, named] = [0, 0];
  const models = networks
    .map((network) => ({ network, model: modelOf(network) }))
    .filter(({ model }) => model.endpoints.length > 1);
  for (let tries = 0; done < cases && tries < cases * 60; tries++) {
    const { network, model } = models[tries % models.length];
    const failed = drawFaults(model, faults, dice);
    const dark = model.predict(failed);
    if (!dark.includes(1) || (faults === 2 && !isTellable(model, failed, dark))) continue;
    const told = { dark: [] as FaultModel["endpoints"][number][], lit: [] as FaultModel["endpoints"][number][] };
    for (const [i, endpoint] of model.endpoints.entries()) {
      const isTold = dice.next() < noise ? !dark[i] : dark[i] === 1;
      (isTold ? told.dark : told.lit).push(endpoint);
    }
    if (told.dark.length === 0) continue;
    done++;
    const answer = diagnose(network, told, { mostFaults: 2 });
    if (!answer.ok) continue;
    const groups = answer.value.candidates.slice(0, faults === 1 ? 1 : 3);
    const isNamed = (element: Element) =>
      groups.some(({ elements }) => elements.some((one) => one.table === element.table && one.id === element.id));
    if (failed.every((element) => isNamed(model.elements[element]) || isEquivalent(model, failed, element, groups)))
      named++;
  }
  return { cases: done, named };
}

function modelOf(network: Network): FaultModel {
  const endpoints = [...network.records("villages")].map(({ code }) => ({ villageCode: code }));
  const glass = glassModel(network, endpoints, standingStatuses);
  return glass.endpoints.length > 0
    ? glass
    : groundModel(
        network,
        endpoints.map(({ villageCode }) => villageCode),
        standingStatuses,
      );
}

function drawFaults(model: FaultModel, faults: number, dice: Dice): number[] {
  const total = model.rates.reduce((sum, rate) => sum + rate, 0);
  const drawn = new Set<number>();
  while (drawn.size < faults) {
    let left = dice.next() * total;
    let element = 0;
    for (; element < model.rates.length - 1 && left > model.rates[element]; element++) left -= model.rates[element];
    drawn.add(element);
  }
  return [...drawn];
}

/** False where one fault alone, or one of the two with another that is not its like, darkens the same. */
function isTellable(model: FaultModel, failed: readonly number[], dark: Uint8Array): boolean {
  const key = dark.join("");
  const singles = model.elements.map((_, element) => model.predict([element]).join(""));
  if (singles.includes(key)) return false;
  const [one, two] = failed;
  if (!model.together && !(singles[one].includes("1") && singles[two].includes("1"))) return false;
  const signatures = new Map<string, number>();
  for (const [element, single] of singles.entries())
    if (single.includes("1") && !signatures.has(single)) signatures.set(single, element);
  let same = 0;
  const distinct = [...signatures.values()];
  if (model.together || distinct.length > 80) return singles[one] !== singles[two];
  for (let i = 0; i < distinct.length; i++) {
    for (let k = i + 1; k < distinct.length; k++)
      if (model.predict([distinct[i], distinct[k]]).join("") === key) same++;
  }
  return same <= 1;
}

/** In a plant of spans: another element in the list does with the rest exactly what this one does. */
function isEquivalent(
  model: FaultModel,
  failed: readonly number[],
  element: number,
  groups: readonly { readonly elements: readonly Element[] }[],
): boolean {
  if (!model.together) return false;
  const others = failed.filter((one) => one !== element);
  const key = model.predict(failed).join("");
  const places = new Map(model.elements.map((one, i) => [`${one.table} ${one.id}`, i]));
  return groups.some(({ elements }) =>
    elements.some((one) => model.predict([...others, places.get(`${one.table} ${one.id}`)!]).join("") === key),
  );
}
