/** Most digits after the point that are read. */
const maxPlaces = 9;

/** A list of decimal numbers, zero or more, kept exactly: 0.1 stays one tenth. */
export class ExactDecimals {
  readonly #digits: number[] = [];
  readonly #places: number[] = [];
  /** Digits after the point of the number that has most of them, trailing zeros left aside. */
  places = 0;

  get length(): number {
    return this.#digits.length;
  }

  /** Takes `12`, `12.50` or `.5`; false where the word is no such number, or has too many digits to be exact. */
  take(word: string | undefined): boolean {
    const found = /^(\d{0,16})(?:\.(\d*?)0*)?$/.exec(word ?? "");
    if (!found || word === "" || word === ".") return false;
    const [, whole = "", part = ""] = found;
    const digits = Number(whole + part);
    if (part.length > maxPlaces || !Number.isSafeInteger(digits)) return false;
    this.#digits.push(digits);
    this.#places.push(part.length);
    this.places = Math.max(this.places, part.length);
    return true;
  }

  /** The numbers times ten to the `places`: whole numbers where no number has more places. */
  scaled(places: number): Float64Array {
    return Float64Array.from(this.#digits, (digits, i) => digits * 10 ** (places - this.#places[i]!));
  }
}
