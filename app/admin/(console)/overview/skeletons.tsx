import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The period's place while it is counted. */
export function PeriodSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-3">
      <Skeleton className="h-5 w-64" />
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-4">
        {[1, 2, 3, 4].map((i) => (
          <Card key={i} className="h-28 px-4 py-3.5">
            <Skeleton className="h-3.5 w-20" />
            <Skeleton className="mt-3 h-6 w-36 max-w-full" />
            <Skeleton className="mt-3 h-3.5 w-24" />
          </Card>
        ))}
      </div>
      <Card className="h-88 p-5">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="mt-5 h-60 w-full" />
      </Card>
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-3">
        {[1, 2, 3].map((i) => (
          <Card key={i} className="h-48 p-5">
            <Skeleton className="h-5 w-32" />
            <Skeleton className="mt-5 h-20 w-full" />
          </Card>
        ))}
      </div>
    </div>
  );
}

/** The line of today, or any one line on a card. */
export function StripSkeleton() {
  return <Skeleton className="h-12.5 w-full rounded-card" />;
}
