import type { Alarm } from "@cuntong/contract";
import { expect, test } from "vitest";
import { cutsOf, darkTextOf, endpointsOf, portOf } from "./fault-case.ts";

test("codes and ports are found in whatever was pasted, each once", () => {
  expect(endpointsOf(" 451224100200、451224100201\nOLT-2:3;451224100200 ")).toEqual([
    { villageCode: "451224100200" },
    { villageCode: "451224100201" },
    { equipmentId: "OLT-2", port: 3 },
  ]);
  expect(endpointsOf("")).toEqual([]);
});

test("a port is a device and a number", () => {
  expect(portOf("OLT-2：3")).toEqual({ equipmentId: "OLT-2", port: 3 });
  expect([portOf("OLT-2"), portOf("OLT-2:0"), portOf(":3")]).toEqual([null, null, null]);
});

test("what raised alarms are about becomes the text of who is dark; cleared ones do not", () => {
  const alarm = (about: object, clearedAt?: string) => ({ about, ...(clearedAt && { clearedAt }) }) as Alarm;
  const alarms = [
    alarm({ villageCode: "V1" }),
    alarm({ villageCode: "V1" }),
    alarm({ equipmentId: "O", port: 2 }),
    alarm({ villageCode: "V2" }, "now"),
  ];
  expect(darkTextOf(alarms)).toBe("V1\nO:2");
});

test("a failed element is a cut of its own kind", () => {
  expect(cutsOf({ table: "spans", id: "S1" })).toEqual({ spans: ["S1"] });
});
