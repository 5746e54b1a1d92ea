import type { PriceBook } from "@cuntong/contract";
import type { Answer } from "../api/use-answer.ts";
import { Field } from "../controls/section.tsx";
import { Failed } from "../controls/states.tsx";
import { useSpeaker } from "../language/speaker.ts";
import type { Draft } from "./draft.ts";
import { bookOf, fittingBook, piecesLacking, piecesUncounted } from "./price-book-fit.ts";

interface Props {
  readonly answer: Answer<readonly PriceBook[]>;
  readonly onRetry: () => void;
  readonly draft: Draft;
  readonly onChange: (change: Pick<Draft, "priceBook">) => void;
}

/** Which price book, with a word where it does not fit what is asked for. */
export function PriceBookField({ answer, onRetry, draft, onChange }: Props) {
  const { t } = useSpeaker();
  if (answer.state === "failed") return <Failed problem={answer.problem} onRetry={onRetry} />;
  const books = answer.value ?? [];
  const chosen = bookOf(books, draft);
  const lacking = chosen ? piecesLacking(chosen, draft) : [];
  const uncounted = chosen ? piecesUncounted(chosen, draft) : [];
  const better = chosen && fittingBook(books, chosen, draft);
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
