import { operation } from "@/lib/http/operation";
import { listEventsBody } from "./schema";
import { feedBody } from "./serialize";

export const listEventsOperation = operation({
  method: "POST",
  path: "/v1/events/list",
  summary:
    'What happened, oldest first, as webhooks tell it. Go on from next_cursor; "latest" starts now.',
  security: "fp1",
  body: listEventsBody,
  success: { 200: feedBody },
});
