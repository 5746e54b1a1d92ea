import { useEffect, useMemo, useReducer, useState } from "react";
import { Desk } from "./desk.tsx";
import { createSpeaker, SpeakerContext } from "./language/speaker.ts";
import { firstLanguage, type Language } from "./language/translate.ts";
import { parseAddress } from "./state/address.ts";
import { WorkspaceContext } from "./state/context.ts";
import { openWorkspace, reduceWorkspace } from "./state/workspace.ts";

const languageKey = "cuntong.language";

/** Language and workspace around the whole screen. */
export function App() {
  const [address] = useState(() => parseAddress(location.hash));
  const [language, setLanguage] = useState<Language>(
    () => address.language ?? firstLanguage(stored(), navigator.languages),
  );
  const [workspace, dispatch] = useReducer(reduceWorkspace, address, openWorkspace);
  const speaker = useMemo(() => createSpeaker(language), [language]);
  const handle = useMemo(() => ({ workspace, dispatch }), [workspace]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (next: Language) => {
    setLanguage(next);
    localStorage.setItem(languageKey, next);
  };
  return (
    <SpeakerContext value={speaker}>
      <WorkspaceContext value={handle}>
        <Desk address={address} onLanguage={choose} />
      </WorkspaceContext>
    </SpeakerContext>
  );
}

function stored(): string | null {
  try {
    return localStorage.getItem(languageKey);
  } catch {
    return null; // A browser may forbid storage; the page works without.
  }
}
