import type { MarkKind } from "./straight-line.ts";

const ink = "#16252e";

/** The sign of a station: every kind has a shape of its own, so that it is told apart without colour. */
export function StationMark({ kind, isCoiled, x, y }: { kind: MarkKind; isCoiled: boolean; x: number; y: number }) {
  const coil = isCoiled && <circle cx={x} cy={y - 7} r={5} fill="none" stroke={ink} strokeWidth={1.4} />;
  return (
    <g stroke={ink} strokeWidth={1.4}>
      {coil}
      <Shape kind={kind} x={x} y={y} />
    </g>
  );
}

function Shape({ kind, x, y }: { kind: MarkKind; x: number; y: number }) {
  switch (kind) {
    case "port":
      return <rect x={x - 6} y={y - 6} width={12} height={12} fill={ink} />;
    case "splice":
      return <circle cx={x} cy={y} r={6} fill="#fff" />;
    case "splitter":
      return <path d={`M${x - 7} ${y}l13 -9v18z`} fill="#fff" />;
    case "patch":
      return <path d={`M${x - 3} ${y - 8}v16M${x + 3} ${y - 8}v16`} strokeWidth={2.4} />;
    case "gap":
      return <path d={`M${x - 6} ${y - 6}l12 12M${x + 6} ${y - 6}l-12 12`} stroke="#a61b1b" strokeWidth={3} />;
    case "cable":
      return <path d={`M${x} ${y - 9}v18`} strokeWidth={2.4} />;
    default:
      return <path d={`M${x} ${y - 5}v10`} strokeWidth={1} />;
  }
}
