import { type Finding, found } from "./findings";
import type { Sent } from "./sent";
import { timestampVariants } from "./timestamp-variants";
import type { Variant } from "./variant";

/** What stands before and after the body in what was hashed. */
export type Frame = { before: string; after: string };

const SEPARATORS = ["", ":", ",", "|", "\n", "-", " "];

/** Signed contents other than `id.timestamp.body`, each with what is wrong about it; the right one first. */
export function contentVariants(sent: Sent, given: string | undefined): Variant<Frame>[] {
  const variants: Variant<Frame>[] = [];
  const add = (before: string, after: string, findings: Finding[], common = false) =>
    variants.push({ value: { before, after }, findings, common });
  const id = sent.eventId;
  const times = timestampVariants(sent, given);
  for (const { value: time, findings, common } of times) {
    add(`${id}.${time}.`, "", findings, common);
    if (findings.length > 1 || !common) continue;
    add(`${time}.`, "", [...findings, found("content_without_id")], true);
    for (const separator of SEPARATORS) {
      const wrong = found("content_separator", { separator });
      add(id + separator + time + separator, "", [...findings, wrong], separator === "");
    }
    const order = (text: string) => [...findings, found("content_order", { order: text })];
    add(`${time}.${id}.`, "", order("timestamp.id.body"), true);
    add(`${id}.`, `.${time}`, order("id.body.timestamp"));
    add(`${time}.`, `.${id}`, order("timestamp.body.id"));
    add("", `.${time}.${id}`, order("body.timestamp.id"));
    add("", `.${id}.${time}`, order("body.id.timestamp"));
    for (const [idOf, other] of [
      ["delivery", sent.deliveryId],
      ["transaction", sent.transactionId],
    ] as const) {
      if (other)
        add(`${other}.${time}.`, "", [...findings, found("content_wrong_id", { id_of: idOf })]);
    }
  }
  add(`${id}.`, "", [found("content_without_timestamp")], true);
  add("", "", [found("content_without_id"), found("content_without_timestamp")], true);
  return variants;
}
