import { expect, test } from "vitest";
import { formatAddress, parseAddress } from "./address.ts";

const plan = "0191d2b0-5e6f-7c3a-8b1d-1f2e3d4c5b6a";

test("an address keeps project, plan, village, county, camera and language", () => {
  const address = {
    project: "guangxi",
    plan,
    village: "451224100208",
    county: "451224",
    camera: { center: [108.30001, -23.8] as const, zoom: 8.25 },
    language: "zh-CN" as const,
  };
  const hash = formatAddress(address);
  expect(hash).toBe(
    `#project=guangxi&plan=${plan}&village=451224100208&county=451224&at=8.25/108.30001/-23.80000&lang=zh-CN`,
  );
  expect(parseAddress(hash)).toEqual(address);
});

test("a village whose code has its own signs survives the address", () => {
  const address = { village: "N 12/7&a=#村" };
  expect(parseAddress(formatAddress(address))).toEqual(address);
});

test("an address keeps the room, an object of the plant, the past that is looked at, a trace and a design", () => {
  const address = {
    project: "donglan",
    room: "plant" as const,
    object: { table: "closures" as const, id: "接头 7/b" },
    asOf: "42",
    trace: "cables/C1/2.3/a",
    design: "0191d2b0-5e6f-7c3a-8b1d-1f2e3d4c5b6a",
  };
  expect(parseAddress(formatAddress(address))).toEqual(address);
  expect(parseAddress("#asOf=2026-11-29T04:05:06.789Z")).toEqual({ asOf: "2026-11-29T04:05:06.789Z" });
  expect(parseAddress("#room=attic&object=ghosts/1&asOf=yesterday")).toEqual({});
});

test("what is not understood is left out", () => {
  expect(parseAddress("#project=NOT OK&plan=1&at=99/200/100&lang=fr&x=1")).toEqual({});
  expect(parseAddress("#at=8/abc/23")).toEqual({});
  expect(parseAddress("")).toEqual({});
});
