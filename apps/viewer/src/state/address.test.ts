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

test("what is not understood is left out", () => {
  expect(parseAddress("#project=NOT OK&plan=1&at=99/200/100&lang=fr&x=1")).toEqual({});
  expect(parseAddress("#at=8/abc/23")).toEqual({});
  expect(parseAddress("")).toEqual({});
});
