import { type SearchHit, search } from "@cuntong/contract";
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { nextActive } from "./search-keys.ts";

/** Search by name, code, pinyin or its initials: the ARIA combobox with a list, and the way to a village without the map. */
export function SearchBox({ projectId }: { projectId: string }) {
  const { t } = useSpeaker();
  const go = useGo();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(text.trim());
  const { answer } = useAnswer(asked ? `search ${projectId} ${asked}` : null, 0, async (signal) => {
    // A pause while somebody types: one question per word, not per key.
    await new Promise((resolve) => setTimeout(resolve, 120));
    return (await client.call(search, { params: { projectId }, query: { q: asked, limit: 12 }, signal })).hits;
  });
  const hits = answer.value ?? [];
  const shown = open && asked !== "";
  const choose = (hit: SearchHit) => {
    setText(hit.name);
    setOpen(false);
    go(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const hit = hits[active];
    if (event.key === "Enter" && shown && hit) choose(hit);
    else if (event.key === "Escape" && (shown || text)) {
      if (!shown) setText("");
      setOpen(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setOpen(true);
      setActive(nextActive(active, hits.length, event.key));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="search-box">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t("search.label")}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits[active] ? `${listId}-${active}` : undefined}
        placeholder={t("search.hint")}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <SearchList id={listId} shown={shown} hits={hits} active={active} onChoose={choose} />
      <p className="visually-hidden" role="status">
        {shown && answer.state === "ready" ? t("search.found", { count: hits.length }) : ""}
      </p>
      {shown && hits.length === 0 && (
        <p className="search-note">
          {answer.state === "loading"
            ? t("search.asking")
            : answer.state === "failed"
              ? t("search.failed")
              : t("search.none")}
        </p>
      )}
    </search>
  );
}

interface ListProps {
  readonly id: string;
  readonly shown: boolean;
  readonly hits: readonly SearchHit[];
  readonly active: number;
  readonly onChoose: (hit: SearchHit) => void;
}

function SearchList({ id, shown, hits, active, onChoose }: ListProps) {
  const { t } = useSpeaker();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("search.results")}
      className="search-list"
      hidden={!shown || hits.length === 0}
    >
      {hits.map((hit, index) => (
        <div
          key={`${hit.kind} ${hit.code}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Before the input loses its focus and the list closes.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(hit);
          }}
        >
          <span className={`search-kind search-kind-${hit.kind}`}>{t(`search.kind.${hit.kind}`)}</span>
          <span className="search-name">{hit.name}</span>
          <span className="search-detail">
            {hit.detail}
            {hit.detail === hit.code ? "" : ` · ${hit.code}`}
          </span>
        </div>
      ))}
    </div>
  );
}

function useGo(): (hit: SearchHit) => void {
  const { workspace, dispatch } = useWorkspace();
  return (hit) => {
    if (hit.kind === "node") dispatch({ type: "object", object: { table: "nodes", id: hit.code } });
    else if (hit.kind === "village" && workspace.room === "plant")
      dispatch({ type: "object", object: { table: "villages", id: hit.code } });
    else if (hit.kind === "village") dispatch({ type: "village", code: hit.code });
    if (hit.kind === "county") dispatch({ type: "county", code: hit.code });
    if (hit.extent) dispatch({ type: "fly", extent: hit.extent });
    else dispatch({ type: "flyTo", center: hit.position, zoom: hit.kind === "node" ? 15 : 12 });
  };
}
