import "server-only";
import { and, eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { apiKeys, clientApps } from "@/db/schema/apps";
import { operators } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { transactions } from "@/db/schema/transactions";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { ActorOf, Context } from "@/lib/context";
import { toldStatus } from "@/lib/webhooks/leased";
import type { Hit } from "./hit";

type OperatorContext = Context<ActorOf<"operator">>;
type Prefix = "trx" | "rfd" | "whd" | "whe" | "app" | "usr" | "fpk";
type Named = { prefix: Prefix; id: string };

/** The first id of ours in a text, such as an address that was copied whole. */
export function readId(text: string): Named | null {
  const ours = /(?<![0-9A-Za-z])(trx|rfd|whd|whe|app|usr)_[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-Za-z])/;
  const key = /(?<![0-9A-Za-z])(fpk)_(?:test|live)_[0-9A-Za-z]{10,40}(?![0-9A-Za-z])/;
  const [id, prefix] = ours.exec(text) ?? key.exec(text) ?? [];
  return id ? { id, prefix: prefix as Prefix } : null;
}

/** What an id names, if it is the tenant's. Each is a look at a primary or unique key. */
export async function findById(ctx: OperatorContext, { prefix, id }: Named): Promise<Hit[]> {
  return FINDERS[prefix](ctx, id);
}

const FINDERS: Record<Prefix, (ctx: OperatorContext, id: string) => Promise<Hit[]>> = {
  async trx({ db, actor }, id) {
    const rows = await db
      .select({ row: transactions, appName: clientApps.name })
      .from(transactions)
      .innerJoin(clientApps, eq(clientApps.id, transactions.appId))
      .where(own(actor, transactions.tenantId, eq(transactions.id, id)));
    return rows.map(({ row, appName }) => ({
      type: "transaction",
      id,
      mode: row.mode,
      status: row.status,
      amountRials: row.amountRials.toString(),
      orderId: row.orderId,
      appName,
      createdAt: row.createdAt.toISOString(),
    }));
  },
  async rfd({ db, actor }, id) {
    const rows = await db
      .select()
      .from(refunds)
      .where(own(actor, refunds.tenantId, eq(refunds.id, id)));
    return rows.map(({ mode, status, amountRials }) => ({
      type: "refund",
      id,
      mode,
      status,
      amountRials: amountRials.toString(),
    }));
  },
  async whd({ db, actor }, id) {
    const { mode } = webhookDeliveries;
    const rows = await db
      .select({ mode, status: toldStatus, url: webhookEndpoints.url })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .where(own(actor, webhookEndpoints.tenantId, eq(webhookDeliveries.id, id)));
    return rows.map((row) => ({ type: "delivery", id, ...row }));
  },
  async whe({ db, actor }, id) {
    const { mode, url } = webhookEndpoints;
    const rows = await db
      .select({ mode, url })
      .from(webhookEndpoints)
      .where(own(actor, webhookEndpoints.tenantId, eq(webhookEndpoints.id, id)));
    return rows.map((row) => ({ type: "endpoint", id, ...row }));
  },
  async app({ db, actor }, id) {
    const { name, slug } = clientApps;
    const rows = await db
      .select({ name, slug })
      .from(clientApps)
      .where(own(actor, clientApps.tenantId, eq(clientApps.id, id)));
    return rows.map((row) => ({ type: "app", id, ...row }));
  },
  async usr({ db, actor }, id) {
    const { name, email } = operators;
    const rows = await db
      .select({ name, email })
      .from(operators)
      .where(own(actor, operators.tenantId, eq(operators.id, id)));
    return rows.map((row) => ({ type: "operator", id, ...row }));
  },
  async fpk({ db, actor }, publicId) {
    const { id, mode, appId } = apiKeys;
    const rows = await db
      .select({ id, mode, appId, appName: clientApps.name })
      .from(apiKeys)
      .innerJoin(clientApps, eq(clientApps.id, apiKeys.appId))
      .where(own(actor, apiKeys.tenantId, eq(apiKeys.publicId, publicId)));
    return rows.map((row) => ({ type: "key", publicId, ...row }));
  },
};

const own = (actor: ActorOf<"operator">, tenant: PgColumn, is: SQL) =>
  and(eq(tenant, actor.tenantId), is);
