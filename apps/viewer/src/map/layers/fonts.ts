// Without a `glyphs` address MapLibre draws labels from the fonts of the machine, in the order named here: nothing is downloaded.
export const labelFont = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];
