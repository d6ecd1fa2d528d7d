import type { ReactNode } from "react";
import { Code } from "@/components/format/code";

export type DeploymentFact = {
  name: ReactNode;
  value: ReactNode;
  /** The environment variables that set it; absent for what is measured. */
  variables?: string[];
  hint?: ReactNode;
};

/** Facts with the variables that set them: nothing here is changed by a click. */
export function FactList({ facts }: { facts: DeploymentFact[] }) {
  return (
    <dl className="flex flex-col divide-y divide-line text-table">
      {facts.map(({ name, value, variables = [], hint }, index) => (
        <div
          key={index}
          className="grid gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[11rem_1fr]"
        >
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <div className="min-w-0 break-words">{value}</div>
              {variables.length > 0 && (
                <div className="flex flex-wrap gap-x-2 text-ink-3 text-meta">
                  {variables.map((variable) => (
                    <Code key={variable}>{variable}</Code>
                  ))}
                </div>
              )}
            </div>
            {hint && <p className="mt-1 text-ink-3 text-meta">{hint}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
