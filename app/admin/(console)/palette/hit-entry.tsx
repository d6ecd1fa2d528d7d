import {
  Activity,
  AppWindow,
  KeyRound,
  ListOrdered,
  type LucideIcon,
  Undo2,
  User,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import { Code } from "@/components/format/code";
import { Money } from "@/components/format/money";
import { ShortId } from "@/components/format/short-id";
import { Time } from "@/components/format/time";
import { TransactionStatus } from "@/components/transaction-status";
import type { Hit, HitType } from "@/lib/search/hit";
import type { Entry } from "./entry";

const ICONS: Record<HitType, LucideIcon> = {
  transaction: ListOrdered,
  refund: Undo2,
  delivery: Webhook,
  endpoint: Activity,
  app: AppWindow,
  key: KeyRound,
  operator: User,
};

/** What was found as a line of the palette. `kind` is the word for what it is; `mark` tells another mode. */
export function hitEntry(hit: Hit, kind: string, mark: ReactNode, run: () => void): Entry {
  const line = { value: `${hit.type}:${hit.id}`, icon: ICONS[hit.type], run };
  if (hit.type === "transaction") {
    return {
      ...line,
      label: `${kind} ${hit.orderId}`,
      content: (
        <>
          <Code>{hit.orderId}</Code> · <Money compact rials={BigInt(hit.amountRials)} />
        </>
      ),
      note: (
        <>
          <bdi>{hit.appName}</bdi> · <Time at={new Date(hit.createdAt)} />
        </>
      ),
      end: (
        <>
          {mark}
          <TransactionStatus status={hit.status} />
        </>
      ),
    };
  }
  if (hit.type === "refund") {
    const content = (
      <>
        {kind} <Money compact rials={BigInt(hit.amountRials)} />
      </>
    );
    return { ...line, label: kind, content, note: <ShortId>{hit.id}</ShortId>, end: mark };
  }
  if (hit.type === "delivery" || hit.type === "endpoint") {
    const content = (
      <>
        {kind} <Code>{hit.url}</Code>
      </>
    );
    return { ...line, label: kind, content, note: <ShortId>{hit.id}</ShortId>, end: mark };
  }
  if (hit.type === "key") {
    const content = (
      <>
        {kind} <ShortId>{hit.publicId}</ShortId>
      </>
    );
    return { ...line, label: kind, content, note: <bdi>{hit.appName}</bdi>, end: mark };
  }
  if (hit.type === "app") {
    return { ...line, label: hit.name, note: <Code>{hit.slug}</Code>, end: kind };
  }
  return { ...line, label: hit.name ?? hit.email, note: <Code>{hit.email}</Code>, end: kind };
}
