import type { Problem } from "@cuntong/contract";
import { Failed, Loading } from "../controls/states.tsx";
import { useFaults } from "../faults/fault-context.ts";
import { useSpeaker } from "../language/speaker.ts";
import { GradeMark } from "./grade-mark.tsx";
import type { VillageWaysAnswer } from "./use-village-ways.ts";

/** How the chosen village is held: its grade, its two ways, what they share, and whether that is proven. */
export function VillageHeld() {
  const { t } = useSpeaker();
  const { answer, ask } = useFaults().ways;
  if (answer.state === "idle")
    return (
      <button type="button" className="button button-small" onClick={ask}>
        {t("ways.ask")}
      </button>
    );
  return (
    <section className="village-held" aria-label={t("held.title")} aria-live="polite">
      <h3>{t("ways.title")}</h3>
      {answer.state === "failed" && <NoWays problem={answer.problem} onRetry={ask} />}
      {answer.state !== "failed" && !answer.value && <Loading text={t("fault.asking")} />}
      {answer.value && <Ways answer={answer.value} />}
    </section>
  );
}

/** A village without a way is held by nothing: that is an answer. */
function NoWays({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useSpeaker();
  if (!problem.issues?.some(({ code }) => code === "VILLAGE_UNREACHED"))
    return <Failed problem={problem} onRetry={onRetry} />;
  return (
    <>
      <p className="village-grade">
        <GradeMark grade="none" /> {t("held.none")}
      </p>
      <p className="hint">{t("ways.unreached")}</p>
    </>
  );
}

function Ways({ answer }: { answer: VillageWaysAnswer }) {
  const { t, count } = useSpeaker();
  const { grade, because, ways, exact, revision } = answer;
  const isOne = ways[0].spanIds.join() === ways[1].spanIds.join();
  return (
    <>
      <p className="village-grade">
        <GradeMark grade={grade} /> {t(`held.${grade}`)}
      </p>
      {because && (
        <p className="hint">{t("ways.because", { what: t(`held.kind.${because.kind}`, { id: because.id }) })}</p>
      )}
      <ol className="ways">
        {(isOne ? ways.slice(0, 1) : ways).map((way, i) => (
          <WayLine key={i === 0 ? "first" : "second"} way={way} isFirst={i === 0} names={answer.names} />
        ))}
      </ol>
      {isOne ? <p className="warn">{t("ways.onlyOne")}</p> : <Shared answer={answer} />}
      <p className="hint">
        {t(exact ? "ways.proven" : "ways.unproven")} {t("sheet.revision", { revision: count(revision) })}
      </p>
    </>
  );
}

function WayLine({
  way: { lengthM, spanIds, nodeIds },
  isFirst,
  names,
}: {
  way: VillageWaysAnswer["ways"][number];
  isFirst: boolean;
  names: VillageWaysAnswer["names"];
}) {
  const { t, length } = useSpeaker();
  const end = nodeIds.at(-1) ?? "";
  return (
    <li>
      <i className={isFirst ? "path-mark" : "path-mark way-mark-second"} aria-hidden="true" />
      <span>
        <strong>{length(lengthM)}</strong> {t("ways.to", { name: names[end] ?? end })}
        <span className="hint"> {t("ways.spans", { count: spanIds.length })}</span>
      </span>
    </li>
  );
}

/** Names that are written out. */
const mostNamed = 6;

/** What the two ways have in common. */
function Shared({
  answer: { sharedSpanIds, sharedM, sharedNodeIds, sharedGroups, names },
}: {
  answer: VillageWaysAnswer;
}) {
  const { t, count, length, list } = useSpeaker();
  const named = (ids: readonly string[]) => {
    const told = ids.slice(0, mostNamed);
    return ids.length > told.length
      ? t("ways.andMore", { names: list(told), count: ids.length - told.length })
      : list(told);
  };
  if (sharedSpanIds.length + sharedNodeIds.length + sharedGroups.length === 0) return <p>{t("ways.nothing")}</p>;
  return (
    <>
      <h4>{t("ways.shared")}</h4>
      <dl className="pairs">
        {sharedSpanIds.length > 0 && (
          <div>
            <dt>{t("ways.sharedSpans")}</dt>
            <dd title={named(sharedSpanIds)}>
              {count(sharedSpanIds.length)} · {length(sharedM)}
            </dd>
          </div>
        )}
        {sharedNodeIds.length > 0 && (
          <div>
            <dt>{t("ways.sharedNodes")}</dt>
            <dd>{count(sharedNodeIds.length)}</dd>
          </div>
        )}
        {sharedGroups.length > 0 && (
          <div>
            <dt>{t("ways.sharedGroups")}</dt>
            <dd>{count(sharedGroups.length)}</dd>
          </div>
        )}
      </dl>
      {sharedNodeIds.length > 0 && <p className="hint">{named(sharedNodeIds.map((id) => names[id] ?? id))}</p>}
      {sharedGroups.length > 0 && (
        <p className="hint">{named(sharedGroups.map(({ kind, id }) => t(`held.kind.${kind}`, { id })))}</p>
      )}
    </>
  );
}
