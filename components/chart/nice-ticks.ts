const STEPS = [1, 2, 2.5, 5, 10];

/** Round values from 0 to at least `max`, about `count` apart: where an axis has its lines. */
export function niceTicks(max: number, count = 4): number[] {
  if (max <= 0) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  // Nothing we draw comes in fractions.
  const whole = Math.max(Math.ceil(step), 1);
  return Array.from({ length: Math.ceil(max / whole) + 1 }, (_, i) => i * whole);
}
