const BAR = 8;
const GAP = 4;
const HEIGHT = 22;
/** A day with little money still differs from one with none. */
const HEIGHT_MIN = 2;

/** A few amounts as bars, the oldest at the left in both directions, as in every chart here. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values);
  const width = values.length * (BAR + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className="shrink-0"
    >
      {values.map((value, day) => {
        const height = value === 0 ? 1 : Math.max(HEIGHT_MIN, Math.round((value / most) * HEIGHT));
        return (
          <rect
            key={day}
            x={day * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={Math.min(1.5, height / 2)}
            className={value === 0 ? "fill-line-strong" : "fill-brand"}
          />
        );
      })}
    </svg>
  );
}
