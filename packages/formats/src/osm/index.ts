export { type OsmReadOptions, type OsmSource, osmCredit } from "./osm-file.ts";
export { osmPlaceKinds } from "./place-list.ts";
export { type OsmCorridors, readOsmCorridors } from "./read-osm-corridors.ts";
export { type OsmPlaces, readOsmPlaces } from "./read-osm-places.ts";
