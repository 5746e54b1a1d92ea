import { expect, test } from "vitest";
import { readTownships } from "./official-list.ts";

const townships = readTownships();
const villages = townships.flatMap((township) => township.villages);

test("the list has 1,284 townships and 14,173 village committees, each code once and of the committees' kind", () => {
  expect(townships).toHaveLength(1284);
  expect(villages).toHaveLength(14_173);
  expect(new Set(villages.map(({ code }) => code)).size).toBe(14_173);
  for (const { code, name } of villages) {
    expect(code).toMatch(/^45\d{7}2\d\d$/);
    expect(name).not.toMatch(/[\s*=0-9]/);
  }
});

test("codes and names come back whole from their short form", () => {
  const nameOf = new Map(villages.map(({ code, name }) => [code, name]));
  expect(nameOf.get("450102101202")).toBe("那况村委会");
  expect(nameOf.get("450102001201")).toBe("官桥村委会");
  expect(villages.filter(({ name }) => name.endsWith("村民委员会")).length).toBeGreaterThan(400);
});
