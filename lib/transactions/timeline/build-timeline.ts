import type { TimelineDraft, TimelineEntry } from "./entry";
import { fromAudit } from "./from-audit";
import { fromEvents } from "./from-events";
import { fromWebhooks } from "./from-webhooks";
import type { TimelineSources } from "./sources";

/** Looks that come again and again with the same answer are one line. */
const REPEATING = new Set(["undecided", "refund_checked"]);

/**
 * A transaction's whole history in one list, newest first: its events, every try to tell its site, and
 * what operators did. Pure, so that what an operator sees can be tested with rows alone.
 */
export function buildTimeline(sources: TimelineSources): TimelineEntry[] {
  const drafts = [...fromEvents(sources), ...fromWebhooks(sources), ...fromAudit(sources)];
  // Stable: each source is in its own order, and of one moment events come first, then tries, then people.
  drafts.sort((a, b) => a.at.getTime() - b.at.getTime());
  const entries: TimelineEntry[] = [];
  for (const draft of drafts) {
    const last = entries.at(-1);
    const repeated = last && isRepeat(last, draft) ? entries.pop() : undefined;
    const before = entries.at(-1);
    const sinceMs = before ? draft.at.getTime() - before.at.getTime() : null;
    entries.push({ ...draft, sinceMs, repeats: repeated ? gather(repeated) : [] });
  }
  return entries.reverse();
}

function isRepeat(before: TimelineEntry, { kind, facts, answers, actor }: TimelineDraft): boolean {
  const said = (one: Pick<TimelineEntry, "answers">) =>
    one.answers.map((a) => `${a.call} ${a.httpStatus} ${a.said?.code} ${a.said?.state}`).join();
  return (
    REPEATING.has(kind) &&
    before.kind === kind &&
    before.facts.why === facts.why &&
    before.actor?.id === actor?.id &&
    said(before) === said({ answers })
  );
}

/** The entry itself and those that it stood for, newest first. */
function gather({ repeats, ...entry }: TimelineEntry): TimelineEntry[] {
  return [{ ...entry, repeats: [] }, ...repeats];
}
