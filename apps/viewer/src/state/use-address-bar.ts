import { useCallback, useEffect, useRef } from "react";
import type { Language } from "../language/translate.ts";
import { type Camera, formatAddress } from "./address.ts";
import { useWorkspace } from "./context.ts";

/** Keeps the page's address at what is shown. Answers what takes a moved camera. */
export function useAddressBar(first: Camera | null, language: Language): (camera: Camera) => void {
  const { workspace } = useWorkspace();
  const camera = useRef(first);
  const { projectId, planId, villageCode, countyCode, room, object, asOf, trace, design } = workspace;
  const write = useCallback(() => {
    const address = formatAddress({
      ...(projectId ? { project: projectId } : {}),
      ...(planId ? { plan: planId } : {}),
      ...(villageCode ? { village: villageCode } : {}),
      ...(countyCode ? { county: countyCode } : {}),
      ...(room !== "plan" ? { room } : {}),
      ...(object ? { object } : {}),
      ...(asOf ? { asOf } : {}),
      ...(trace ? { trace } : {}),
      ...(design ? { design } : {}),
      ...(camera.current ? { camera: camera.current } : {}),
      language,
    });
    if (address !== location.hash) history.replaceState(null, "", address);
  }, [projectId, planId, villageCode, countyCode, room, object, asOf, trace, design, language]);
  useEffect(write, [write]);
  return useCallback(
    (next: Camera) => {
      camera.current = next;
      write();
    },
    [write],
  );
}
