export { type OsmReadOptions, type OsmSource, osmCredit } from "./osm-file.ts";
export { type OsmCorridors, readOsmCorridors } from "./read-osm-corridors.ts";
export { type OsmPlaces, osmPlaceKinds, readOsmPlaces } from "./read-osm-places.ts";
