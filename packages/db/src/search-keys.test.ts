import { expect, test } from "vitest";
import { searchKeys } from "./search-keys.ts";

test("names are searched by the letters that people type", () => {
  expect(["朝阳村", "重庆路社区", "吕村", "Sant Julià de Lòria", "A村3队", ""].map(searchKeys)).toEqual([
    { pinyin: "chaoyangcun", initials: "cyc" },
    { pinyin: "chongqinglushequ", initials: "cqlsq" },
    { pinyin: "lvcun", initials: "lc" },
    { pinyin: "santjuliadeloria", initials: "sjdl" },
    { pinyin: "acun3dui", initials: "ac3d" },
    { pinyin: "", initials: "" },
  ]);
});
