import { expect, test } from "vitest";
import { phoneMaps } from "./phone-maps.ts";

test("each phone map gets the place in its own datum and its own order of numbers", () => {
  const [amap, baidu, gps] = phoneMaps([107.404, 24.486], "东兰线 037号杆");
  expect(gps?.link).toBe("geo:24.486000,107.404000");
  const [lon, lat] = amap?.position ?? [0, 0];
  expect(Math.hypot(lon - 107.404, lat - 24.486)).toBeGreaterThan(0.002);
  expect(amap?.link).toContain(`position=${lon.toFixed(6)},${lat.toFixed(6)}`);
  expect(baidu?.link).toMatch(/location=24\.48\d+,107\.41\d+&/);
  expect(amap?.link).toContain(encodeURIComponent("东兰线 037号杆"));
});
