import { type PlantHit, type SearchHit, search, searchPlant } from "@cuntong/contract";
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { nextActive } from "./search-keys.ts";

/** A village or county, or something of the plant. */
type Hit = SearchHit | PlantHit;

const shownAtOnce = 12;
/** So much room is kept for the plant, and for villages and counties, where both have more than fits. */
const leastOfEach = 4;

/** Search by name, code or id, pinyin or its initials: the ARIA combobox with a list, and the way to anything without the map. */
export function SearchBox({ projectId }: { projectId: string }) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  const go = useGo();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(text.trim());
  const { answer } = useAnswer(
    asked ? `search ${projectId} ${asked} ${workspace.room === "plant"}` : null,
    0,
    async (signal) => {
      // A pause while somebody types: one question per word, not per key.
      await new Promise((resolve) => setTimeout(resolve, 120));
      const query = { q: asked, limit: shownAtOnce };
      const [{ hits: places }, { hits: plant }] = await Promise.all([
        client.call(search, { params: { projectId }, query, signal }),
        client.call(searchPlant, { params: { projectId }, query: { ...query, villages: "no" }, signal }),
      ]);
      // Nodes are among the plant.
      const others = places.filter(({ kind }) => kind !== "node");
      return workspace.room === "plant" ? sharedOut(plant, others) : sharedOut(others, plant);
    },
  );
  const hits = answer.value ?? [];
  const shown = open && asked !== "";
  const choose = (hit: Hit) => {
    setText(wordsOf(hit).name);
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
  readonly hits: readonly Hit[];
  readonly active: number;
  readonly onChoose: (hit: Hit) => void;
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
      {hits.map((hit, index) => {
        const { name, detail, code } = wordsOf(hit);
        return (
          <div
            key={`${"kind" in hit ? hit.kind : hit.table} ${code}`}
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
            <span className={`search-kind search-kind-${"kind" in hit ? hit.kind : "plant"}`}>
              {"kind" in hit ? t(`search.kind.${hit.kind}`) : t(`kind.${hit.table}`)}
            </span>
            <span className="search-name">{name}</span>
            <span className="search-detail">{detail}</span>
          </div>
        );
      })}
    </div>
  );
}

/** What is said of a hit: its name, or else its id. */
function wordsOf(hit: Hit): { readonly name: string; readonly code: string; readonly detail: string } {
  if ("kind" in hit)
    return {
      name: hit.name,
      code: hit.code,
      detail: hit.detail === hit.code ? hit.code : `${hit.detail} · ${hit.code}`,
    };
  return { name: hit.name ?? hit.id, code: hit.id, detail: (hit.name ?? hit.id) === hit.id ? "" : hit.id };
}

/** Two lists in one that is not longer than shown: the first goes first, and each has its share. */
function sharedOut(first: readonly Hit[], second: readonly Hit[]): Hit[] {
  const kept = Math.max(shownAtOnce - second.length, shownAtOnce - leastOfEach);
  return [...first.slice(0, kept), ...second].slice(0, shownAtOnce);
}

function useGo(): (hit: Hit) => void {
  const { workspace, dispatch } = useWorkspace();
  return (hit) => {
    if ("table" in hit) {
      dispatch({ type: "object", object: { table: hit.table, id: hit.id } });
      if (hit.position) dispatch({ type: "flyTo", center: hit.position, zoom: 15 });
      return;
    }
    if (hit.kind === "village" && workspace.room === "plant")
      dispatch({ type: "object", object: { table: "villages", id: hit.code } });
    else if (hit.kind === "village") dispatch({ type: "village", code: hit.code });
    if (hit.kind === "county") dispatch({ type: "county", code: hit.code });
    if (hit.extent) dispatch({ type: "fly", extent: hit.extent });
    else dispatch({ type: "flyTo", center: hit.position, zoom: 12 });
  };
}
