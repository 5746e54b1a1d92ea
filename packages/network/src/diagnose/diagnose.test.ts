import { expect, test } from "vitest";
import type { EquipmentId } from "../records/ids.ts";
import { simulateDiagnoses } from "../testing/diagnose-simulation.ts";
import { Dice } from "../testing/dice.ts";
import { randomComb } from "../testing/grown-tree.ts";
import { sketch } from "../testing/sketch.ts";
import type { VillageCode } from "../village.ts";
import { type Diagnosis, diagnose, type Sightings } from "./diagnose.ts";

const { network } = sketch(`
  OLT1 ======24====== SC1/8 ======12====== SC2 ==drop== V2
                        |                   |
                        |                   +--drop-- V3
                        +--drop-- V1
`);
const village = (code: string) => ({ villageCode: code as VillageCode });

function diagnosis(sightings: Sightings): Diagnosis {
  const answer = diagnose(network, sightings);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

const idsOf = ({ candidates }: Diagnosis, at = 0) => candidates[at].elements.map(({ id }) => id);

test("what all dark villages share and no lit one has comes first, and what nothing tells apart is one candidate", () => {
  const answer = diagnosis({ dark: [village("V2"), village("V3")], lit: [village("V1")] });
  expect(idsOf(answer).sort()).toEqual(["SC1-SC2", "SC1-SC2", "SC2", "SC2"]);
  expect(answer.candidates[0].probability).toBeGreaterThan(0.9);
  expect(answer.candidates[0].explains).toHaveLength(2);
  expect(answer.candidates[0].against).toEqual([]);
  const all = diagnosis({ dark: [village("V1"), village("V2"), village("V3")] });
  expect(idsOf(all)).toEqual(expect.arrayContaining(["OLT1-SC1", "OLT1"]));
});

test("villages that nobody spoke of say nothing, unless they are known to be lit", () => {
  const unknown = diagnosis({ dark: [village("V2")] });
  const lit = diagnosis({ dark: [village("V2")], others: "lit" });
  expect(idsOf(unknown)).not.toEqual(idsOf(lit));
  expect(idsOf(lit)).toEqual(expect.arrayContaining(["SC2-V2", "V2"]));
  expect(idsOf(lit)).not.toContain("OLT1-SC1");
});

test("two faults at once are two candidates that fail together", () => {
  const { network: wide } = sketch(`
    OLT1 ==48== SC1/8 ==48== SC2/8 ==48== SC3/8
                  |            |            |
                  |            |            +--drop-- V5
                  |            |            +--drop-- V6
                  |            +--drop-- V3
                  |            +--drop-- V4
                  +--drop-- V1
                  +--drop-- V2
  `);
  const answer = diagnose(wide, { dark: [village("V1"), village("V5")], others: "lit" });
  if (!answer.ok) throw new Error(answer.message);
  const [best] = answer.value.hypotheses;
  expect(best.candidates).toHaveLength(2);
});

test("a lit village in the middle of dark ones is a contradiction that is shown, and one told both ways is believed in neither", () => {
  const { network: row } = sketch(`
    OLT1 ==48== SC1/8
                  |
                  +--drop-- V1
                  +--drop-- V2
                  +--drop-- V3
                  +--drop-- V4
                  +--drop-- V5
  `);
  const dark = ["V1", "V2", "V3", "V4"].map(village);
  const answer = diagnose(row, { dark, lit: [village("V5"), village("V1")] });
  if (!answer.ok) throw new Error(answer.message);
  expect(answer.value.contradictions).toEqual([village("V5")]);
  expect(answer.value.contested).toEqual([village("V1")]);
  expect(answer.value.candidates[0].against).toEqual([village("V5")]);
});

test("an OTDR's distance picks the place out of the group, and the next shot to take tells what is left apart", () => {
  const dark = [village("V1"), village("V2"), village("V3")];
  const before = diagnosis({ dark });
  expect(before.next).toMatchObject({ kind: "otdr" });
  const near = diagnosis({ dark, otdr: [{ from: { equipmentId: "OLT1" as EquipmentId, port: 1 }, glassM: 700 }] });
  expect(near.candidates[0].elements[0]).toMatchObject({ table: "spans", id: "OLT1-SC1" });
  expect(near.candidates[0].elements[0].share).toBeGreaterThan(0.7);
  expect(idsOf(near)).not.toContain("SC2");
});

test("the last alarm on an endpoint counts", () => {
  const at = (minute: number) => `2026-01-01T03:${String(minute).padStart(2, "0")}:00Z`;
  const alarms = [
    { endpoint: village("V2"), state: "raised", at: at(1) },
    { endpoint: village("V3"), state: "raised", at: at(1) },
    { endpoint: village("V3"), state: "cleared", at: at(9) },
  ] as const;
  expect(idsOf(diagnosis({ dark: [], alarms, others: "lit" }))).toEqual(expect.arrayContaining(["SC2-V2", "V2"]));
});

test("nobody dark, and nothing that leads to who is, are refused; who cannot be reached is told", () => {
  expect(diagnose(network, { dark: [] })).toMatchObject({ ok: false, code: "NOTHING_DARK" });
  expect(diagnose(network, { dark: [village("X")] })).toMatchObject({ ok: false, code: "NO_PLANT" });
  expect(diagnosis({ dark: [village("V2"), village("X")] }).unreachable).toEqual([village("X")]);
});

test("of simulated single faults 95 % are named first, of double faults that can be told 90 % are in the first three", () => {
  const dice = new Dice(3);
  const networks = Array.from({ length: 12 }, (_, i) => randomComb(dice, 3 + (i % 5)));
  const single = simulateDiagnoses(networks, { faults: 1, noise: 0, cases: 120 }, dice);
  const double = simulateDiagnoses(networks, { faults: 2, noise: 0, cases: 80 }, dice);
  expect([single.cases, double.cases]).toEqual([120, 80]);
  expect(single.named / single.cases).toBeGreaterThanOrEqual(0.95);
  expect(double.named / double.cases).toBeGreaterThanOrEqual(0.9);
});
