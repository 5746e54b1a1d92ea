import { expect, test } from "vitest";
import { photoFacts } from "./photo-facts.ts";
import { photo } from "./testing/photo.ts";

const place = { lat: [24, 30, 36], lon: [107, 22, 12] };

test("a photo tells where and when it was taken", async () => {
  const { position, takenAt } = await photoFacts(photo({ ...place, at: "2020:05:01 10:00:00", offset: "+08:00" }));
  expect(position![0]).toBeCloseTo(107.37, 6);
  expect(position![1]).toBeCloseTo(24.51, 6);
  expect(takenAt).toBe("2020-05-01T02:00:00.000Z");
});

test("a clock without its zone is no time, and bytes that are no photo say nothing", async () => {
  expect(await photoFacts(photo({ ...place, at: "2020:05:01 10:00:00" }))).not.toHaveProperty("takenAt");
  const lost = photo({ lat: [99, 0, 0], lon: [107, 0, 0], at: "2020:05:01 10:00:00" });
  expect([await photoFacts(lost), await photoFacts(photo({ lat: [0, 0, 0], lon: [0, 0, 0], at: "" }))]).toEqual([
    {},
    {},
  ]);
  expect(await photoFacts(new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1, 2, 3]))).toEqual({});
  expect(await photoFacts(new TextEncoder().encode("%PDF-1.7"))).toEqual({});
});
