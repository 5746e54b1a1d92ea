/** Ground height above sea level. `undefined` where the model has a void or ends. */
export interface Elevation {
  /** Height in metres at a position, bilinear between the four neighbours; `undefined` in a void or outside. */
  heightM(lon: number, lat: number): number | undefined;
}
