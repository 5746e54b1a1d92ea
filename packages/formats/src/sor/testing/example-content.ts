import type { EventContent, LevelSection, SorContent } from "./encode-sor.ts";

const groupIndex = 1.4685;
const lightMPerNs = 0.299792458;
const spacingNs = 50;

/** One-way time to a point in the glass, to the 0.1 ns that a file keeps. */
const ns = (distanceM: number) => Math.round((distanceM * groupIndex * 10) / lightMPerNs) / 10;

/** A fibre of 20.1 km: a splice at 4.2 km, a connector at 9.65 km, the open end at 20.1 km. */
const lossAt = [
  { distanceM: 4_200, lossDb: 0.12, reflectanceDb: null, code: "0F9999" },
  { distanceM: 9_650, lossDb: 0.31, reflectanceDb: -47.2, code: "1F0003" },
  { distanceM: 20_100, lossDb: 18.4, reflectanceDb: -14.6, code: "1E9999" },
] as const;
const slopeDbPerKm = 0.21;

/** A trace as an instrument in the field would write it, in either version of the format. */
export function exampleContent(formatVersion: 1 | 2): SorContent {
  const levels = exampleLevels();
  const endNs = ns(20_100);
  return {
    formatVersion,
    link: {
      language: "CN",
      cableId: "GL-2024-017",
      fibreId: "7",
      fibreType: 652,
      nominalWaveNm: 1550,
      locationA: "马山机房",
      locationB: "林圩村",
      cableCode: "GYTS-24B1",
      condition: "as-built",
      userOffsetNs: 0,
      userOffsetDistance: 0,
      operator: "韦工",
      comment: "验收测试",
    },
    instrument: {
      supplier: "Example Instruments",
      model: "T-100",
      serial: "000123",
      module: "SM 1310/1550",
      moduleSerial: "M-9",
      software: "1.2",
      other: "",
    },
    acquisition: {
      measuredAtS: 1_604_902_215,
      shownUnit: "km",
      measuredWaveNm: 1550.2,
      offsetNs: -25,
      offsetDistance: 0,
      pulses: [{ widthNs: 275, spacingNs, points: levels.raw.length }],
      groupIndex,
      backscatterDb: -81.9,
      averages: 15_360,
      averagingS: 30,
      rangeNs: ns(25_000),
      rangeDistance: 0,
      frontPanelOffsetNs: 0,
      noiseFloor: 41_200,
      noiseFloorScale: 1000,
      firstPointPower: 0,
      lossThresholdDb: 0.05,
      reflectanceThresholdDb: -65,
      endThresholdDb: 5,
      traceType: "standard",
      window: [0, 0, 0, 0],
    },
    events: exampleEvents(),
    summary: {
      lossDb: 4.65,
      lossFromNs: 0,
      lossToNs: endNs,
      returnLossDb: 29.8,
      returnLossFromNs: 0,
      returnLossToNs: endNs,
    },
    levels: [levels],
    others: [{ name: "ExampleVendor", bytes: Uint8Array.from([1, 2, 3, 4, 5]) }],
  };
}

function exampleEvents(): EventContent[] {
  return lossAt.map(({ distanceM, lossDb, reflectanceDb, code }, i) => ({
    number: i + 1,
    timeNs: ns(distanceM),
    slopeDbPerKm,
    lossDb,
    reflectanceDb,
    code,
    method: "least-squares",
    markers: {
      previousEndNs: i === 0 ? 0 : ns(lossAt[i - 1]!.distanceM + 60),
      startNs: ns(distanceM),
      endNs: ns(distanceM + 60),
      nextStartNs: ns(lossAt[i + 1]?.distanceM ?? 24_900),
      peakNs: ns(distanceM + 20),
    },
    comment: i === 1 ? "交接箱" : "",
  }));
}

/** Backscatter that falls along the glass and steps down behind each event, over the noise beyond the end. */
function exampleLevels(): LevelSection {
  const stepM = (lightMPerNs * spacingNs) / groupIndex;
  const raw = Array.from({ length: Math.floor(25_000 / stepM) }, (_, i) => {
    const distanceM = i * stepM;
    const lostDb = lossAt.reduce((sum, event) => sum + (event.distanceM < distanceM ? event.lossDb : 0), 0);
    const rippleDb = ((i * 7919) % 13) / 1000;
    return Math.round((12 + (slopeDbPerKm * distanceM) / 1000 + lostDb + rippleDb) * 1000);
  });
  return { scale: 1000, raw };
}
