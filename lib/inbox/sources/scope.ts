import type { Mode } from "@/lib/context";

/**
 * Whose inbox. A source is a statement that selects, for each thing that needs a person: `what` (a
 * StuckCase), `since` (when it began to), `id` of the thing, and its `app_id`, if it has one.
 */
export type Scope = { tenantId: string; mode: Mode; now: Date };
