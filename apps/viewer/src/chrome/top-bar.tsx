import type { County, Project } from "@cuntong/contract";
import type { ReactNode } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { type Language, languages } from "../language/translate.ts";
import { useWorkspace } from "../state/context.ts";
import { SearchBox } from "./search-box.tsx";

interface Props {
  readonly project: Project | null;
  readonly counties: readonly County[];
  readonly projectMenu: ReactNode;
  readonly onLanguage: (language: Language) => void;
}

/** Product, project, search, county and language. */
export function TopBar({ project, counties, projectMenu, onLanguage }: Props) {
  const { t } = useSpeaker();
  return (
    <header className="top-bar">
      <h1 className="brand">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <span>
          <span lang="zh-CN">村通</span> <span className="brand-latin">Cuntong</span>
        </span>
      </h1>
      {projectMenu}
      {project && <SearchBox projectId={project.id} />}
      {counties.length > 0 && <CountyFilter counties={counties} />}
      <LanguageSwitch onLanguage={onLanguage} label={t("top.language")} />
    </header>
  );
}

function CountyFilter({ counties }: { counties: readonly County[] }) {
  const { t, count } = useSpeaker();
  const { workspace, dispatch } = useWorkspace();
  const choose = (code: string) => {
    const county = counties.find((one) => one.code === code);
    dispatch({ type: "county", code: county?.code ?? null });
    if (county) dispatch({ type: "fly", extent: county.extent });
  };
  return (
    <label className="county-filter">
      <span className="visually-hidden">{t("top.county")}</span>
      <select value={workspace.countyCode ?? ""} onChange={(event) => choose(event.target.value)}>
        <option value="">{t("top.allCounties")}</option>
        {counties.map(({ code, name, villages }) => (
          <option key={code} value={code}>
            {t("top.countyOption", { name, unconnected: count(villages.unconnected ?? 0) })}
          </option>
        ))}
      </select>
    </label>
  );
}

const languageNames: Record<Language, string> = { en: "EN", "zh-CN": "中文" };

function LanguageSwitch({ onLanguage, label }: { onLanguage: (language: Language) => void; label: string }) {
  const { language } = useSpeaker();
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{label}</legend>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => onLanguage(one)}>
          {languageNames[one]}
        </button>
      ))}
    </fieldset>
  );
}
