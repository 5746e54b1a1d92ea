import { expect, test } from "vitest";
import { sketch } from "../testing/sketch.ts";
import { type AlarmGroup, explainAlarms, type OpenAlarm } from "./explain-alarms.ts";

const { network } = sketch(`
  OLT1 ======24====== SC1/8 ======12====== SC2 ==drop== V2
                        |                   |
                        |                   +--drop-- V3
                        +--drop-- V1
`);
let ids = 0;
const alarm = (about: OpenAlarm["about"], more: Partial<OpenAlarm> = {}): OpenAlarm => ({ id: ++ids, about, ...more });
const village = (villageCode: string) => alarm({ villageCode });
const told = ({ alarms }: AlarmGroup) => alarms.map(({ alarmId, because }) => [alarmId, because]);

test("alarms of villages that one fault explains are one group, and those that it does not explain stand alone", () => {
  const [two, three, nowhere] = [village("V2"), village("V3"), village("X")];
  const { groups, alone } = explainAlarms(network, [two, three, nowhere], []);
  expect(groups).toMatchObject([{ by: "fault", fault: { probability: expect.any(Number) } }]);
  expect(told(groups[0])).toEqual([
    [two.id, "explained"],
    [three.id, "explained"],
  ]);
  expect(groups[0]).toMatchObject({
    fault: { elements: expect.arrayContaining([expect.objectContaining({ id: "SC1-SC2" })]) },
  });
  expect(alone).toEqual([{ alarmId: nowhere.id, because: "unmatched" }]);
});

test("villages and ports below the alarm of a device follow from it", () => {
  const [device, port, one, two] = [
    alarm({ equipmentId: "OLT1" }),
    alarm({ equipmentId: "OLT1", port: 1 }),
    village("V1"),
    village("V2"),
  ];
  const { groups, alone } = explainAlarms(network, [one, port, device, two], []);
  expect(groups).toMatchObject([{ by: "alarm", alarmId: device.id }]);
  expect(told(groups[0])).toEqual([
    [one.id, "below"],
    [port.id, "below"],
    [two.id, "below"],
  ]);
  expect(alone).toEqual([]);
});

test("what is counted to an incident, and what its impact has dark, belongs to it; the rest is explained without it", () => {
  const [counted, dark, other] = [alarm({ villageCode: "V1" }, { incidentId: "I" }), village("V2"), village("V3")];
  const { groups } = explainAlarms(network, [counted, dark, other], [{ id: "I", villages: ["V1", "V2"] }]);
  expect(groups.map((group) => [group.by, told(group)])).toEqual([
    [
      "incident",
      [
        [counted.id, "counted"],
        [dark.id, "inImpact"],
      ],
    ],
    ["fault", [[other.id, "explained"]]],
  ]);
});
