import { expect, test } from "vitest";
import en from "@/messages/en.json";
import fa from "@/messages/fa.json";
import { failureKind } from "./failure-kind";

test.each([
  [null, 204, null],
  ["timeout", null, "timeout"],
  ["redirect", 302, "redirect"],
  ["http_status", 401, "not_authorized"],
  ["http_status", 403, "not_authorized"],
  ["http_status", 404, "not_found"],
  ["http_status", 410, "gone"],
  ["http_status", 418, "client_error"],
  ["http_status", 422, "bad_request"],
  ["http_status", 429, "too_many_requests"],
  ["http_status", 500, "server_error"],
  ["http_status", 502, "gateway"],
  ["http_status", 101, "other"],
  ["something new", null, "other"],
])("error %s with status %s is told as %s", (error, status, kind) => {
  expect(failureKind(error, status)).toBe(kind);
});

test("every kind has a word and a hint in both languages", () => {
  const statuses = [null, 101, 400, 401, 404, 405, 410, 418, 429, 500, 502];
  const errors = ["timeout", "dns", "connect", "tls", "address_not_allowed", "closed"];
  const kinds = [...errors, "unreadable", "too_large", "redirect", "http_status"].flatMap((error) =>
    statuses.map((status) => failureKind(error, status) as string),
  );
  for (const { consoleWebhooks: texts } of [fa, en]) {
    for (const kind of new Set(kinds)) {
      expect(texts.failureWord).toHaveProperty(kind);
      expect(texts.failureHint).toHaveProperty(kind);
    }
  }
});
