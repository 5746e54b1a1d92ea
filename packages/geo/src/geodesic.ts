import type { Line } from "./position.ts";

/** WGS 84 ellipsoid (NIMA TR8350.2): equatorial radius in metres and flattening. */
const equatorM = 6378137;
const flattening = 1 / 298.257223563;
const eccentricity2 = flattening * (2 - flattening);
const radian = Math.PI / 180;

/** Beyond this difference of longitude or latitude, in degrees, the short formula is left for Vincenty's. */
const shortDeg = 0.1;

/**
 * Geodesic metres between two positions on the WGS 84 ellipsoid.
 *
 * Up to 0.1 degree apart (about 11 km) by Gauss's mid-latitude formula without its third-order term: the error stays below 3e-7 of
 * the distance (3 mm at 10 km, nanometres at 100 m). Farther apart by Vincenty 1975, to a tenth of a millimetre. Two nearly antipodal
 * points, where Vincenty's does not converge, get the spherical distance (error up to 0.6 %).
 */
export function distanceM(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const dLon = shortestTurn(lon2 - lon1);
  const dLat = lat2 - lat1;
  if (Math.abs(dLon) > shortDeg || Math.abs(dLat) > shortDeg || Math.abs(lat1) > 85) {
    return vincentyM(lat1 * radian, lat2 * radian, dLon * radian);
  }
  const sine = Math.sin((lat1 + lat2) * 0.5 * radian);
  const w2 = 1 - eccentricity2 * sine * sine;
  const across = (equatorM / Math.sqrt(w2)) * Math.sqrt(1 - sine * sine) * dLon * radian;
  const along = ((equatorM * (1 - eccentricity2)) / (w2 * Math.sqrt(w2))) * dLat * radian;
  return Math.sqrt(across * across + along * along);
}

/** Geodesic metres along a line. */
export function lineLengthM(line: Line): number {
  let lengthM = 0;
  for (let i = 1; i < line.length; i++) {
    lengthM += distanceM(line[i - 1][0], line[i - 1][1], line[i][0], line[i][1]);
  }
  return lengthM;
}

/** Metres per degree of longitude and of latitude at a latitude: the local flat frame for snapping. */
export function metresPerDegree(lat: number): { readonly lonM: number; readonly latM: number } {
  const sine = Math.sin(lat * radian);
  const w2 = 1 - eccentricity2 * sine * sine;
  return {
    lonM: (equatorM / Math.sqrt(w2)) * Math.sqrt(Math.max(0, 1 - sine * sine)) * radian,
    latM: ((equatorM * (1 - eccentricity2)) / (w2 * Math.sqrt(w2))) * radian,
  };
}

function shortestTurn(dLon: number): number {
  if (dLon > 180) return dLon - 360;
  return dLon < -180 ? dLon + 360 : dLon;
}

/** Inverse problem, T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 176 (1975). Radians. */
function vincentyM(lat1: number, lat2: number, dLon: number): number {
  const polarM = equatorM * (1 - flattening);
  const u1 = Math.atan((1 - flattening) * Math.tan(lat1));
  const u2 = Math.atan((1 - flattening) * Math.tan(lat2));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = dLon;
  for (let round = 0; round < 100; round++) {
    const across = cosU2 * Math.sin(lambda);
    const along = cosU1 * sinU2 - sinU1 * cosU2 * Math.cos(lambda);
    const sinSigma = Math.hypot(across, along);
    if (sinSigma === 0) return 0;
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * Math.sin(lambda)) / sinSigma;
    const cos2Alpha = 1 - sinAlpha * sinAlpha;
    const cos2Mid = cos2Alpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cos2Alpha;
    const c = (flattening / 16) * cos2Alpha * (4 + flattening * (4 - 3 * cos2Alpha));
    const inner = cos2Mid + c * cosSigma * (2 * cos2Mid * cos2Mid - 1);
    const next = dLon + (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * inner);
    if (Math.abs(next - lambda) < 1e-12) {
      const second2 = (cos2Alpha * (equatorM * equatorM - polarM * polarM)) / (polarM * polarM);
      return polarM * vincentyArc(second2, sigma, sinSigma, cosSigma, cos2Mid);
    }
    lambda = next;
  }
  const chord = Math.sin(lat1) * Math.sin(lat2) + Math.cos(lat1) * Math.cos(lat2) * Math.cos(dLon);
  return 6371008.8 * Math.acos(Math.max(-1, Math.min(1, chord)));
}

function vincentyArc(u2: number, sigma: number, sinSigma: number, cosSigma: number, cos2Mid: number): number {
  const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const tail = (b / 6) * cos2Mid * (4 * sinSigma * sinSigma - 3) * (4 * cos2Mid * cos2Mid - 3);
  const correction = b * sinSigma * (cos2Mid + (b / 4) * (cosSigma * (2 * cos2Mid * cos2Mid - 1) - tail));
  return a * (sigma - correction);
}
