import type { Language } from "./translate.ts";

/** Money, lengths, counts, shares and dates as a person of one language reads them. */
export interface Quantities {
  /** Short money for headlines: `¥3.21 M`, `321 万元`. `fen` is 1/100 yuan. */
  money(fen: number): string;
  /** Money on an axis whose marks are `stepFen` apart: as many digits as tell them apart. */
  moneyOnAxis(fen: number, stepFen: number): string;
  /** A difference with its sign, in the words of another figure: `+¥12.4 k`, `−3`, `±0`. */
  signed(difference: number, figure: (value: number) => string): string;
  /** Money to the fen: `¥3,214,567.89`. */
  moneyExact(fen: number): string;
  /** A length of `metres`: `640 m`, `12.3 km`, `1,234 公里`. */
  length(metres: number): string;
  count(value: number): string;
  /** `share` is 0..1. */
  percent(share: number): string;
  /** `A, B, C`, `A、B、C`. */
  list(names: readonly string[]): string;
  /** `instant` is an ISO date and time. */
  moment(instant: string): string;
  /** A duration in seconds: `9.2 s`, `2 min 05 s`. */
  seconds(value: number): string;
  /** Whole minutes, and hours from the first on: `45 min`, `3 h 05 min`. */
  minutes(value: number): string;
}

type Unit = { readonly from: number; readonly size: number; readonly text: (figure: string) => string };

// Largest first. Yuan are scaled by ten thousands in Chinese and by thousands in English.
const moneyUnits: Record<Language, readonly Unit[]> = {
  en: [
    { from: 1e9, size: 1e9, text: (figure) => `¥${figure} bn` },
    { from: 1e6, size: 1e6, text: (figure) => `¥${figure} M` },
    { from: 1e4, size: 1e3, text: (figure) => `¥${figure} k` },
    { from: 0, size: 1, text: (figure) => `¥${figure}` },
  ],
  "zh-CN": [
    { from: 1e8, size: 1e8, text: (figure) => `${figure} 亿元` },
    { from: 1e4, size: 1e4, text: (figure) => `${figure} 万元` },
    { from: 0, size: 1, text: (figure) => `${figure} 元` },
  ],
};

const words = {
  en: { metre: "m", kilometre: "km", second: "s", minute: "min", hour: "h" },
  "zh-CN": { metre: "米", kilometre: "公里", second: "秒", minute: "分", hour: "小时" },
} as const satisfies Record<Language, object>;

/** The quantities of one language. */
export function quantities(language: Language): Quantities {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const names = new Intl.ListFormat(language, { style: "narrow" });
  const word = words[language];
  return {
    money: (fen) => money(fen / 100, language),
    moneyOnAxis: (fen, stepFen) => moneyOnAxis(fen / 100, stepFen / 100, language),
    signed: (difference, figure) =>
      difference === 0 ? "±0" : `${difference > 0 ? "+" : "−"}${figure(Math.abs(difference))}`,
    moneyExact: (fen) => `¥${exact.format(fen / 100)}`,
    length: (metres) =>
      metres < 999.5
        ? `${whole.format(metres)} ${word.metre}`
        : `${figures(metres / 1000, language)} ${word.kilometre}`,
    count: (value) => whole.format(value),
    percent: (value) => share.format(value),
    list: (given) => names.format(given),
    moment: (instant) => date.format(new Date(instant)),
    seconds: (value) => duration(value, word),
    minutes: (value) => {
      const [hours, rest] = [Math.floor(Math.round(value) / 60), Math.round(value) % 60];
      if (hours === 0) return `${rest} ${word.minute}`;
      return `${whole.format(hours)} ${word.hour} ${String(rest).padStart(2, "0")} ${word.minute}`;
    },
  };
}

function money(yuan: number, language: Language): string {
  // Chosen by the rounded figure, so that 9,999.6 yuan reads as one 万 and not as 10,000 元.
  const unit = moneyUnits[language].find(({ from }) => Math.round(Math.abs(yuan)) >= from);
  return unit ? unit.text(figures(yuan / unit.size, language)) : String(yuan);
}

function moneyOnAxis(yuan: number, step: number, language: Language): string {
  const unit = moneyUnits[language].find(({ from }) => Math.abs(yuan) >= from);
  if (!unit) return String(yuan);
  const digits = Math.max(0, Math.min(4, Math.ceil(-Math.log10(step / unit.size) - 1e-9)));
  return unit.text(new Intl.NumberFormat(language, { maximumFractionDigits: digits + 1 }).format(yuan / unit.size));
}

/** Three significant figures below a thousand, whole numbers above. */
function figures(value: number, language: Language): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

function duration(value: number, word: { second: string; minute: string }): string {
  if (value < 60) return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${word.second}`;
  const minutes = Math.floor(Math.round(value) / 60);
  return `${minutes} ${word.minute} ${String(Math.round(value) % 60).padStart(2, "0")} ${word.second}`;
}
