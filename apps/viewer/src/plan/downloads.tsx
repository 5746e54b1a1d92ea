import type { PlanDetail } from "@cuntong/contract";
import { useSpeaker } from "../language/speaker.ts";
import type { PhraseKey } from "../language/translate.ts";

/** The files that a plan can be taken away in. */
export function Downloads({ files }: { files: PlanDetail["files"] }) {
  const { t } = useSpeaker();
  if (files.length === 0) return null;
  return (
    <section className="downloads" aria-label={t("downloads.title")}>
      <h3>{t("downloads.title")}</h3>
      <ul>
        {files.map(({ name, href }) => (
          <li key={name}>
            <a href={href} download={name} title={name}>
              <span className="file-kind">{kindOf(name)}</span>
              <span>{name in fileWords ? t(fileWords[name as keyof typeof fileWords]) : name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const fileWords = {
  "proposal.gpkg": "downloads.gpkg",
  "proposal.geojson": "downloads.geojson",
  "proposal.json": "downloads.json",
  "bom.xlsx": "downloads.xlsx",
  "bom.csv": "downloads.csv",
} as const satisfies Record<string, PhraseKey>;

function kindOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toUpperCase();
}
