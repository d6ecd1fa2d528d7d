"use client";

import clsx from "clsx";
import { type KeyboardEvent, type PointerEvent, useState } from "react";

type Point = { title: string; lines: string[] };

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  PageDown: (at) => at - 7,
  PageUp: (at) => at + 7,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Tells the value under the pointer, or the one that the arrow keys went to. One stop for the keyboard,
 * however many bars there are. Starts at the newest.
 */
export function ChartCursor({
  label,
  points,
  top,
  height,
  rtl,
}: {
  label: string;
  points: Point[];
  /** Of the plot, in pixels. */
  top: number;
  height: number;
  rtl: boolean;
}) {
  const last = points.length - 1;
  const [at, setAt] = useState(last);
  const [shown, setShown] = useState(false);
  const point = points[Math.min(at, last)];

  function follow(event: PointerEvent) {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    setAt(Math.min(Math.max(Math.floor(share * points.length), 0), last));
    setShown(true);
  }
  function step(event: KeyboardEvent) {
    if (event.key === "Escape") return setShown(false);
    const next = STEPS[event.key];
    if (!next) return;
    event.preventDefault();
    setAt((now) => Math.min(Math.max(next(now, last), 0), last));
    setShown(true);
  }

  const middle = ((at + 0.5) * 100) / points.length;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={at + 1}
      aria-valuetext={point && [point.title, ...point.lines].join(rtl ? "، " : ", ")}
      onPointerMove={follow}
      onPointerLeave={() => setShown(false)}
      onFocus={() => setShown(true)}
      onBlur={() => setShown(false)}
      onKeyDown={step}
      className="absolute inset-0 touch-pan-y rounded-control"
    >
      {shown && point && (
        <>
          <span
            className="absolute -translate-x-1/2 bg-brand/10"
            style={{ left: `${middle}%`, width: `${100 / points.length}%`, top, height }}
          />
          <div
            dir={rtl ? "rtl" : "ltr"}
            // Beside the bar, on the side where there is room.
            className={clsx(
              "pointer-events-none absolute z-10 w-max max-w-60 rounded-tile border border-line bg-surface px-3 py-2 text-start text-meta shadow-float",
              middle > 50 ? "-translate-x-full -ms-2" : "ms-2",
            )}
            style={{ left: `${middle}%`, top }}
          >
            <p className="font-[650]">{point.title}</p>
            {point.lines.map((line) => (
              <p key={line} className="text-ink-2">
                {line}
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
