import type { Slice } from "./load.child";

/** A section over all rounds. */
export type Figures = {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** Against the bare handler of the same round; the median over rounds. */
  ratio: number;
  ratios: number[];
  /** Processor time of the load generator itself, per request. */
  generatorCpuMs: number;
};

/** Folds a section's slices; `bare` are the bare handler's slices of the same rounds. */
export function foldSlices(slices: Slice[], bare: Slice[]): Figures {
  const latencies = slices.flatMap((slice) => slice.latencies).sort((a, b) => a - b);
  const at = (share: number) => {
    const index = Math.max(0, Math.ceil(latencies.length * share) - 1);
    return (latencies[index] ?? Number.NaN) / 1_000;
  };
  const ratios = slices.map((slice, round) => rate(slice) / rate(bare[round] as Slice));
  const requests = latencies.length;
  const generatorMs = slices.reduce((sum, slice) => sum + slice.generatorCpuMs, 0);
  return {
    requests,
    perSecond: median(slices.map(rate)),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    ratio: median(ratios),
    ratios,
    generatorCpuMs: generatorMs / requests,
  };
}

const rate = ({ count, elapsedMs }: Slice) => (count / elapsedMs) * 1_000;

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
