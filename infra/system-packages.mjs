// What the tests need from the system: PostgreSQL with PostGIS, a Chromium with a Chinese font, and GDAL's ogrinfo to read our files.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, step } from "./workspace.mjs";

const needs = [
  { name: "PostgreSQL >= 15 with PostGIS >= 3.3", debian: ["postgresql", "postgresql-postgis"], present: hasPostgis },
  {
    name: "Chromium",
    debian: ["chromium"],
    present: () => ["chromium", "chromium-browser", "google-chrome"].some(onPath),
  },
  {
    name: "a Chinese font",
    debian: ["fonts-noto-cjk"],
    present: () => existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
  },
  { name: "GDAL (ogrinfo)", debian: ["gdal-bin"], present: () => onPath("ogrinfo") },
];

function onPath(command) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** PostgreSQL's own folders on Debian and its kin: /usr/lib/postgresql/VERSION and the extension's control file beside it. */
function hasPostgis() {
  const folder = "/usr/lib/postgresql";
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some(
    (version) =>
      Number(version) >= 15 &&
      existsSync(`${folder}/${version}/bin/initdb`) &&
      existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
  );
}

/** Installs what is missing on Debian as root; elsewhere says exactly what to install, and the tests that need it skip. */
export async function ensureSystemPackages() {
  const missing = needs.filter((need) => !need.present());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.name).join(", ");
  const packages = missing.flatMap((need) => need.debian);
  const isDebianRoot = existsSync("/etc/debian_version") && onPath("apt-get") && process.getuid?.() === 0;
  if (!isDebianRoot) {
    process.stdout.write(`Not found: ${names}. The tests that need them will be skipped.\n`);
    process.stdout.write(`On Debian or Ubuntu: sudo apt-get install ${packages.join(" ")}\n`);
    return;
  }
  await step(`installing ${names}`, async () => {
    const options = {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    };
    await run("apt-get", ["update", "-qq"], options);
    const code = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
    if (code !== 0) throw new Error(`apt-get could not install ${packages.join(" ")} (ended with ${code}).`);
  });
}
