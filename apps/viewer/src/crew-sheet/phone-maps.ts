import { fromWgs84, type Position } from "@cuntong/geo";

/** A map on a phone: the datum it draws in, and the link that opens it at a place. */
export interface PhoneMap {
  readonly id: "amap" | "baidu" | "gps";
  readonly datum: "GCJ02" | "BD09" | "WGS84";
  readonly position: Position;
  readonly link: string;
}

/**
 * A place for the maps that crews carry. Links as the makers document them: `uri.amap.com/marker` takes GCJ-02 as `lon,lat`,
 * `api.map.baidu.com/marker` BD-09 as `lat,lon`; `geo:` (RFC 5870) is WGS 84 as `lat,lon`.
 */
export function phoneMaps(position: Position, name: string): PhoneMap[] {
  const [amap, baidu] = [fromWgs84(position, "GCJ02"), fromWgs84(position, "BD09")];
  const title = encodeURIComponent(name);
  return [
    {
      id: "amap",
      datum: "GCJ02",
      position: amap,
      link: `https://uri.amap.com/marker?position=${lonLat(amap)}&name=${title}&coordinate=gaode&callnative=1`,
    },
    {
      id: "baidu",
      datum: "BD09",
      position: baidu,
      link: `https://api.map.baidu.com/marker?location=${latLon(baidu)}&title=${title}&content=${title}&output=html&coord_type=bd09ll`,
    },
    { id: "gps", datum: "WGS84", position, link: `geo:${latLon(position)}` },
  ];
}

function lonLat([lon, lat]: Position): string {
  return `${lon.toFixed(6)},${lat.toFixed(6)}`;
}

function latLon([lon, lat]: Position): string {
  return `${lat.toFixed(6)},${lon.toFixed(6)}`;
}
