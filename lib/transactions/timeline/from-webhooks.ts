import { attemptsMax } from "@/lib/webhooks/serialize";
import type { TimelineDelivery, TimelineDraft, TimelineKind } from "./entry";
import type { TimelineSources } from "./sources";

type Attempt = TimelineSources["webhookAttempts"][number];
type Line = TimelineSources["deliveries"][number];

/** Every try to tell the site, and the end of what was not delivered. */
export function fromWebhooks(sources: TimelineSources): TimelineDraft[] {
  const lines = new Map(sources.deliveries.map((line) => [line.id, line]));
  const tries = sources.webhookAttempts.flatMap((attempt) => {
    const line = lines.get(attempt.deliveryId);
    return line ? [tryOf(attempt, line)] : [];
  });
  return [...tries, ...sources.deliveries.flatMap(endOf)];
}

function tryOf(attempt: Attempt, line: Line): TimelineDraft {
  const arrived = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  const kind = arrived
    ? "webhook_delivered"
    : attempt.status === null
      ? "webhook_unanswered"
      : "webhook_refused";
  return {
    ...draft(`try-${attempt.id}`, kind, attempt.at),
    tone: arrived ? "ok" : "danger",
    durationMs: attempt.durationMs,
    facts: {
      delivery: {
        ...deliveryOf(line),
        attempt: attempt.attempt,
        httpStatus: attempt.status,
        error: attempt.errorClass,
        byHand: attempt.trigger === "manual",
      },
    },
    raw: attempt.responseBody ? [{ title: "response", text: attempt.responseBody }] : [],
  };
}

function endOf(line: Line): TimelineDraft[] {
  const kind =
    line.status === "dead"
      ? "webhook_given_up"
      : line.status === "canceled"
        ? "webhook_canceled"
        : null;
  if (!kind || !line.finishedAt) return [];
  const facts = { delivery: deliveryOf(line) };
  const tone = kind === "webhook_given_up" ? "danger" : "neutral";
  return [{ ...draft(`end-${line.id}`, kind, line.finishedAt), tone, facts }];
}

function deliveryOf(line: Line): TimelineDelivery {
  return {
    id: line.id,
    type: line.type,
    url: line.url,
    attempt: line.attempt,
    attemptsMax: attemptsMax(line),
    httpStatus: line.lastStatus,
    error: line.lastError,
    byHand: false,
  };
}

const draft = (id: string, kind: TimelineKind, at: Date): TimelineDraft => ({
  id,
  kind,
  tone: "neutral",
  at,
  actor: null,
  requestId: null,
  durationMs: null,
  facts: {},
  answers: [],
  raw: [],
});
