/**
 * An OTDR trace as its file gives it, with units in the names. What the file does not say is `null` or absent, never a default; `Partial`
 * marks a block whose last fields are lost where the file breaks off.
 */
export interface SorTrace {
  /** 1: Bellcore GR-196 and SR-4731 issue 1; 2: SR-4731 issue 2. */
  readonly formatVersion: 1 | 2;
  /** Every block of the map but the map itself, in the order of the file. */
  readonly blocks: readonly SorBlock[];
  readonly link: Partial<SorLink>;
  readonly instrument: Partial<SorInstrument>;
  readonly acquisition: Partial<SorAcquisition>;
  /** Measured wavelength, else the nominal one. */
  readonly waveNm: number | null;
  /** The group index that the instrument was set to: every distance of the record is computed with it. */
  readonly groupIndex: number | null;
  readonly events: readonly SorEvent[];
  readonly summary: SorSummary | null;
  readonly points: SorPoints | null;
  readonly checksum: SorChecksum;
}

/** A block by name and place. One that is not read (a manufacturer's own, or a second of one name) is kept as this much. */
export interface SorBlock {
  readonly name: string;
  /** As stored, 100 for 1.00. */
  readonly version: number;
  /** Of its first byte in the file. */
  readonly offset: number;
  readonly lengthBytes: number;
  readonly isRead: boolean;
}

/** Block GenParams: which glass was measured. */
export interface SorLink {
  /** Two letters, as stored. */
  readonly language: string;
  readonly cableId: string;
  readonly fibreId: string;
  /** 652 for ITU-T G.652; format version 2 only. */
  readonly fibreType: number;
  readonly nominalWaveNm: number;
  /** Where the instrument stands. */
  readonly locationA: string;
  readonly locationB: string;
  readonly cableCode: string;
  readonly condition: "as-built" | "as-current" | "as-repaired" | "other";
  /** One-way time from the instrument to the user's zero (a launch cable), usually 0. The record's distances are not shifted by it. */
  readonly userOffsetNs: number;
  /** As stored; format version 2 only. */
  readonly userOffsetDistance: number;
  readonly operator: string;
  readonly comment: string;
}

/** Block SupParams: what it was measured with. */
export interface SorInstrument {
  readonly supplier: string;
  readonly model: string;
  readonly serial: string;
  readonly module: string;
  readonly moduleSerial: string;
  readonly software: string;
  readonly other: string;
}

/** Points measured with one pulse width, one after the other. */
export interface SorPulse {
  readonly widthNs: number;
  /** One-way time from a point to the next. */
  readonly spacingNs: number;
  readonly points: number;
}

/** Block FxdParams: how it was measured. Times are one way. */
export interface SorAcquisition {
  /** Seconds since 1970 by the instrument's clock, whose zone the file does not say. */
  readonly measuredAtS: number;
  /** The unit in which the instrument showed distances, as stored: `km`, `mt`, `ft`, `kf`, `mi`. Nothing in the record is in it. */
  readonly shownUnit: string;
  readonly measuredWaveNm: number;
  /** Time of the first point; negative where the curve begins before the instrument's zero. */
  readonly offsetNs: number;
  /** As stored; format version 2 only. */
  readonly offsetDistance: number;
  readonly pulses: readonly SorPulse[];
  readonly groupIndex: number;
  /** Backscatter coefficient of a pulse of 1 ns, below zero. */
  readonly backscatterDb: number;
  readonly averages: number;
  /** Format version 2 only. */
  readonly averagingS: number;
  readonly rangeNs: number;
  /** As stored; format version 2 only. */
  readonly rangeDistance: number;
  readonly frontPanelOffsetNs: number;
  /** As stored: the level's unit is the instrument's. */
  readonly noiseFloor: number;
  readonly noiseFloorScale: number;
  /** Attenuator setting at the first point, as stored. */
  readonly firstPointPower: number;
  readonly lossThresholdDb: number;
  /** Below zero. */
  readonly reflectanceThresholdDb: number;
  readonly endThresholdDb: number;
  /** Format version 2 only. */
  readonly traceType: "standard" | "reverse" | "difference" | "reference" | "other";
  /** Corners of the instrument's display as stored: x1, y1, x2, y2; format version 2 only. */
  readonly window: readonly number[];
}

/** What an event's code of six characters says, e.g. `1E9999`. */
export interface SorEventType {
  readonly code: string;
  readonly kind: "non-reflective" | "reflective" | "saturated" | "unknown";
  /** Who says so. `end-out-of-range`: the fibre's end lies beyond the trace. */
  readonly origin: "found" | "added" | "moved" | "end" | "end-modified" | "end-out-of-range" | "unknown";
  /** True for the end of the fibre within the trace. */
  readonly isEnd: boolean;
  /** Number of a landmark in block LnkParams. */
  readonly landmark: number | null;
}

/** Where the stretches that the loss was measured on begin and end; format version 2. Distances are `null` without a group index. */
export interface SorMarkers {
  readonly previousEndM: number | null;
  readonly startM: number | null;
  readonly endM: number | null;
  readonly nextStartM: number | null;
  readonly peakM: number | null;
}

/** One event of block KeyEvents. */
export interface SorEvent {
  /** The instrument's own count, from 1. */
  readonly number: number;
  /** One-way time as stored, to 0.1 ns. */
  readonly timeNs: number;
  /** Of that time at the file's group index, along the glass; `null` without one. */
  readonly distanceM: number | null;
  /** Attenuation of the glass that leads to the event, per kilometre. */
  readonly slopeDbPerKm: number;
  /** Negative for an apparent gain. */
  readonly lossDb: number;
  /** Below zero; `null` where the file holds 0, which instruments write for not measured. */
  readonly reflectanceDb: number | null;
  readonly type: SorEventType;
  readonly method: "least-squares" | "two-point" | "other";
  /** Absent in format version 1. */
  readonly markers?: SorMarkers;
  readonly comment: string;
}

/** The link end to end, as the instrument saw it. */
export interface SorSummary {
  readonly lossDb: number;
  readonly lossFromM: number | null;
  readonly lossToM: number | null;
  /** Optical return loss, above zero; `null` where the file holds 0, which instruments write for not measured. */
  readonly returnLossDb: number | null;
  readonly returnLossFromM: number | null;
  readonly returnLossToM: number | null;
}

/** The curve. */
export interface SorPoints {
  /** Received power on the 5 log scale of OTDRs, relative: 0 at the top of the instrument's scale and falling along the fibre. */
  readonly levelDb: Float64Array;
  /** Where the points lie, one stretch per pulse width; none without a group index or a spacing. */
  readonly stretches: readonly SorStretch[];
}

/** Points at even distances. Point `from + i` lies at `startM + i * stepM`. */
export interface SorStretch {
  readonly from: number;
  readonly count: number;
  readonly pulseWidthNs: number;
  readonly startM: number;
  readonly stepM: number;
}

/** Block Cksum: CRC-16 of every byte before it. Instruments and editors differ in it, so a mismatch is no proof of damage. */
export interface SorChecksum {
  readonly result: "ok" | "mismatch" | "absent";
  readonly stored: number | null;
  readonly computed: number | null;
}
