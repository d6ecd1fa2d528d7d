import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["w-64", "w-80", "w-48"] as const;
const FACTS = Array.from({ length: 10 }, (_, index) => index);

/** A refund's page in its shape, while it is read. */
export default function RefundLoading() {
  return (
    <div aria-hidden>
      <Skeleton className="h-4 w-24" />
      <Skeleton className="mt-3 h-8 w-72" />
      <Skeleton className="mt-3 mb-9 h-4 w-96 max-w-full" />
      <div className="grid gap-x-9 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex flex-col gap-6">
          {LINES.map((width) => (
            <div key={width} className="flex gap-3">
              <Skeleton className="size-5 rounded-full" />
              <div className="flex flex-col gap-2">
                <Skeleton className="h-4 w-40" />
                <Skeleton className={`h-3 max-w-full ${width}`} />
              </div>
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-4">
          {FACTS.map((line) => (
            <div key={line} className="flex gap-4">
              <Skeleton className="h-4 w-28" />
              <Skeleton className="h-4 w-40" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
