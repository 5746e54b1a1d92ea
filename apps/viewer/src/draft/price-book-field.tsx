import { listPriceBooks } from "@cuntong/contract";
import { client } from "../api/client.ts";
import { useAnswer } from "../api/use-answer.ts";
import { Field } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import { useWorkspace } from "../state/context.ts";
import type { Draft } from "./draft.ts";
import { fittingBook, piecesLacking, piecesUncounted } from "./price-book-fit.ts";

interface Props {
  readonly projectId: string;
  readonly draft: Draft;
  readonly onChange: (change: Pick<Draft, "priceBook">) => void;
}

/** Which price book, with a word where it does not fit what is counted. */
export function PriceBookField({ projectId, draft, onChange }: Props) {
  const { t } = useSpeaker();
  const { workspace } = useWorkspace();
  const { answer, reload } = useAnswer(`prices ${projectId}`, workspace.edition, async (signal) => {
    return (await client.call(listPriceBooks, { params: { projectId }, signal })).priceBooks;
  });
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={reload} />;
  const books = answer.value ?? [];
  const chosen = books.find(({ name }) => name === draft.priceBook) ?? books[0];
  const lacking = chosen ? piecesLacking(chosen, draft.counting) : [];
  const uncounted = chosen ? piecesUncounted(chosen, draft.counting) : [];
  const better = chosen && fittingBook(books, chosen, draft.counting);
  const names = (pieces: readonly (typeof lacking)[number][]) => pieces.map((piece) => t(`piece.${piece}`)).join(", ");
  return (
    <>
      <Field
        label={t("plan.priceBook")}
        {...(lacking.length > 0 ? { error: t("plan.priceBookLacks", { items: names(lacking) }) } : {})}
        {...(uncounted.length > 0 ? { hint: t("plan.priceBookUncounted", { items: names(uncounted) }) } : {})}
      >
        {(id, describedBy) => (
          <select
            id={id}
            value={chosen?.name ?? ""}
            aria-describedby={describedBy}
            onChange={(event) => onChange({ priceBook: event.target.value })}
          >
            {books.map((book) => (
              <option key={book.name} value={book.name}>
                {book.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {better && better !== chosen && (
        <button type="button" className="link" onClick={() => onChange({ priceBook: better.name })}>
          {t("plan.priceBookTake", { book: better.name })}
        </button>
      )}
    </>
  );
}
