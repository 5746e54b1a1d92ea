import { getPlant, listPlantObjects } from "@cuntong/contract";
import { idOf, Network, namedTables, type Table } from "@cuntong/network";
import { useDeferredValue, useState } from "react";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Field } from "../controls/section.tsx";
import { Failed, Loading } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import { PastField } from "./history/past-field.tsx";
import { ObjectList } from "./object/object-list.tsx";
import { usePlant } from "./plant-context.ts";

/** Kinds of object that are looked for by name; villages have the search box. */
const stocked = namedTables.filter((table) => table !== "villages");
type Stocked = (typeof stocked)[number];

const shownAtOnce = 50;

/** What the plant holds now, kind by kind, and a list of one kind to choose from, now or then: the way to an object without the map. */
export function PlantStock() {
  const { t, count } = useSpeaker();
  const { workspace } = useWorkspace();
  const { project, tick } = usePlant();
  const [table, setTable] = useState<Stocked>("closures");
  const { answer, reload } = useAnswer(`plant ${project.id}`, workspace.edition + tick, async (signal) => {
    return (await client.call(getPlant, { params: { projectId: project.id }, signal })).counts;
  });
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  if (!answer.value) return <Loading text={t("plant.opening")} />;
  const counts: Readonly<Partial<Record<Table, number>>> = answer.value;
  return (
    <>
      <h2>{t("plant.choose")}</h2>
      <p className="hint">{t("plant.chooseHint")}</p>
      <fieldset className="stock">
        <legend className="visually-hidden">{t("plant.holds")}</legend>
        {stocked.map((one) => (
          <button key={one} type="button" aria-pressed={one === table} onClick={() => setTable(one)}>
            <span>{t(`many.${one}`)}</span>
            {workspace.asOf === null && <strong>{count(counts[one] ?? 0)}</strong>}
          </button>
        ))}
      </fieldset>
      <StockList key={table} table={table} />
      <PastField />
    </>
  );
}

function StockList({ table }: { table: Stocked }) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  const { project, tick } = usePlant();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const { asOf } = workspace;
  const { answer, reload } = useAnswer(`stock ${project.id} ${table} ${asked} ${asOf}`, tick, async (signal) => {
    await new Promise((resolve) => setTimeout(resolve, asked ? 150 : 0));
    const query = { limit: shownAtOnce, ...(asked && { q: asked }), ...(asOf !== null && { asOf }) };
    return client.call(listPlantObjects, { params: { projectId: project.id, table }, query, signal });
  });
  const records = answer.value?.records;
  const listed = records?.[table] ?? [];
  return (
    <>
      <Field label={t("stock.find", { kind: t(`many.${table}`) })}>
        {(id) => (
          <input
            id={id}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {answer.state === "failed" && <Failed problem={answer.problem} onRetry={reload} />}
      {!records && answer.state !== "failed" && <Loading text={t("plant.opening")} />}
      {records && (
        <ObjectList
          network={Network.of(records)}
          entries={listed.map((record) => ({ of: { table, id: idOf(table, record as never) } }))}
          none={t("stock.none")}
        />
      )}
      {answer.value?.next !== undefined && <p className="hint">{t("stock.more", { count: shownAtOnce })}</p>}
    </>
  );
}
