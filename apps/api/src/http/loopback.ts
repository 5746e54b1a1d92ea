import { isIPv4 } from "node:net";

/** True for an address that only this machine can reach: `localhost`, 127.0.0.0/8 and `::1`. */
export function isLoopback(hostname: string): boolean {
  const name = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  if (name === "localhost" || name === "::1") return true;
  return isIPv4(name) && name.startsWith("127.");
}

/** Host name of a `Host` header or an origin, without its port; `undefined` where it is not one. */
export function hostnameOf(authority: string): string | undefined {
  try {
    const url = new URL(authority.includes("://") ? authority : `http://${authority}`);
    return url.username || url.password || url.pathname !== "/" ? undefined : url.hostname;
  } catch {
    return undefined;
  }
}
