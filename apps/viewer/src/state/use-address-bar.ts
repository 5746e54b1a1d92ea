import type { Ref } from "@cuntong/network";
import { useCallback, useEffect, useRef } from "react";
import type { Language } from "../language/translate.ts";
import { type Camera, formatAddress, parseAddress } from "./address.ts";
import { useWorkspace } from "./context.ts";

/**
 * Keeps the page's address at what is shown: each chosen object of the plant, each trace and each design is a step that the browser's Back leads from. Answers what
 * takes a moved camera.
 */
export function useAddressBar(first: Camera | null, language: Language): (camera: Camera) => void {
  const { workspace, dispatch } = useWorkspace();
  const camera = useRef(first);
  const visited = useRef<Visited>(workspace);
  const { projectId, planId, villageCode, countyCode, room, object, asOf, trace, design, incident } = workspace;
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
      ...(incident ? { incident } : {}),
      ...(camera.current ? { camera: camera.current } : {}),
      language,
    });
    if (address === location.hash) return;
    if (isSame({ object, trace, design }, visited.current)) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    visited.current = { object, trace, design };
  }, [projectId, planId, villageCode, countyCode, room, object, asOf, trace, design, incident, language]);
  useEffect(write, [write]);
  useEffect(() => {
    const onBack = () => {
      const address = parseAddress(location.hash);
      const { object = null, trace = null, design = null } = address;
      visited.current = { object, trace, design };
      dispatch({ type: "visit", address });
    };
    addEventListener("popstate", onBack);
    return () => removeEventListener("popstate", onBack);
  }, [dispatch]);
  return useCallback(
    (next: Camera) => {
      camera.current = next;
      write();
    },
    [write],
  );
}

/** What the browser's Back leads from. */
interface Visited {
  readonly object: Ref | null;
  readonly trace: string | null;
  readonly design: string | null;
}

function isSame(one: Visited, two: Visited): boolean {
  return (
    one.object?.table === two.object?.table &&
    one.object?.id === two.object?.id &&
    one.trace === two.trace &&
    one.design === two.design
  );
}
