import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSmall } from "@cuntong/demo";
import { type Corridors, corridorClasses } from "@cuntong/network";

/** Files of the small generated county as a user would have them, and what is in them. */
export async function writeDemoFiles(folder: string) {
  const demo = generateSmall({ seed: 1 });
  const columns = ["code", "name", "lon", "lat", "people", "households", "status"];
  const rows = demo.villages.map(({ code, name, position: [lon, lat], people, households, status }) => [
    code,
    name,
    lon,
    lat,
    people,
    households,
    status,
  ]);
  const plant = {
    type: "FeatureCollection",
    features: [
      ...demo.nodes.map(({ position, ...properties }) => ({
        type: "Feature",
        properties,
        geometry: { type: "Point", coordinates: position },
      })),
      ...demo.spans.map(({ line, ...properties }) => ({
        type: "Feature",
        properties,
        geometry: { type: "LineString", coordinates: line },
      })),
    ],
  };
  const roads = { type: "FeatureCollection", features: linesOf(demo.corridors) };
  const files = {
    villages: join(folder, "villages.csv"),
    plant: join(folder, "plant.geojson"),
    corridors: join(folder, "corridors.geojson"),
  };
  await writeFile(files.villages, [columns, ...rows].map((row) => row.join(",")).join("\n"));
  await writeFile(files.plant, JSON.stringify(plant));
  await writeFile(files.corridors, JSON.stringify(roads));
  return { ...files, unconnected: demo.villages.filter(({ status }) => status === "unconnected") };
}

function linesOf(corridors: Corridors) {
  return Array.from(corridors.edgeFrom, (from, edge) => {
    const positions = [[corridors.vertexLon[from], corridors.vertexLat[from]]];
    for (let at = corridors.shapeStart[edge]!; at < corridors.shapeStart[edge + 1]!; at++)
      positions.push([corridors.shapeLon[at], corridors.shapeLat[at]]);
    const to = corridors.edgeTo[edge]!;
    positions.push([corridors.vertexLon[to], corridors.vertexLat[to]]);
    const properties = { class: corridorClasses[corridors.edgeClass[edge]!] };
    return { type: "Feature", properties, geometry: { type: "LineString", coordinates: positions } };
  });
}
