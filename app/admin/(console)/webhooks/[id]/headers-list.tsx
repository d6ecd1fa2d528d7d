import { Disclosure } from "../disclosure";

/** Headers as they went over the line, on demand. */
export function HeadersList({
  summary,
  headers,
}: {
  summary: string;
  headers: Record<string, string>;
}) {
  return (
    <Disclosure summary={summary}>
      <dl
        dir="ltr"
        className="grid gap-x-4 gap-y-1 rounded-tile border border-line bg-sunken px-3 py-2 text-start font-mono text-meta sm:grid-cols-[max-content_minmax(0,1fr)]"
      >
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="min-w-0 break-all max-sm:mb-1">{value}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
