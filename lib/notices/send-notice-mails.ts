import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Context, Mode } from "@/lib/context";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { mailText } from "./mail-text";
import { mailTransport } from "./mail-transport";
import type { NoticeKind } from "./state";

const AT_ONCE = 10;
/** Longer than so many mails can take; a process that died is made up for after it. */
const LEASE_SECONDS = 900;
const MINUTE = 60;
/** The wait after each failed try, in seconds; after the last it is given up. */
const DELAYS_SECONDS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE);

type Due = {
  id: string;
  tenant_id: string;
  kind: NoticeKind;
  mode: Mode;
  endpoint_id: string;
  data: Record<string, unknown>;
  mail_attempts: number;
  app_name: string;
  url: string;
  to: string[];
};

/**
 * Mail the notices that are due to the tenant's owners and admins, in no transaction: a mail server may
 * take its time. Without SMTP_URL nothing is done. One that fails is tried again for a day, then given
 * up with a line in the log; it stays in the console. A process that dies between a mail and its record
 * sends it twice, under the same message id.
 * @returns how many went out.
 */
export async function sendNoticeMails({ db }: Context): Promise<number> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) return 0;
  const due = await claimDue(db);
  if (due.length === 0) return 0;
  const transport = mailTransport(SMTP_URL);
  let sent = 0;
  try {
    for (const notice of due) {
      if (notice.to.length === 0) {
        log.warn({ notice: notice.id }, "notice not mailed: no owner or admin to tell");
        await settle(db, notice, sql`mail_at = null`);
        continue;
      }
      try {
        await transport.sendMail(mailOf(notice, MAIL_FROM));
      } catch (error) {
        await putOff(db, notice, error);
        continue;
      }
      await settle(db, notice, sql`mail_at = null, mailed_at = now()`);
      sent++;
    }
  } finally {
    transport.close();
  }
  return sent;
}

async function claimDue(db: Database): Promise<Due[]> {
  const rows = await db.execute<Due>(sql`
    with due as materialized (
      select id from payment.notices where mail_at <= now() order by mail_at limit ${AT_ONCE} for update skip locked
    ), claimed as (
      update payment.notices n
      set mail_at = now() + make_interval(secs => ${LEASE_SECONDS}), mail_attempts = n.mail_attempts + 1
      from due where n.id = due.id
      returning n.*
    )
    select n.id, n.tenant_id, n.kind, n.mode, n.endpoint_id, n.data, n.mail_attempts, a.name as app_name, e.url,
      (select coalesce(jsonb_agg(o.email order by o.id), '[]') from payment.operators o where o.tenant_id = n.tenant_id
        and o.role in ('owner', 'admin') and o.disabled_at is null) as to
    from claimed n join payment.webhook_endpoints e on e.id = n.endpoint_id
      join payment.client_apps a on a.id = e.app_id
    order by n.id`);
  return [...rows];
}

function mailOf(notice: Due, from: string) {
  const { id, kind, mode, data, endpoint_id, app_name: appName, url, to } = notice;
  const { PUBLIC_URL } = env();
  const page = data.delivery_id ? data.delivery_id : `endpoints/${endpoint_id}`;
  const link = `${PUBLIC_URL}/admin/webhooks/${page}`;
  return {
    from,
    to,
    messageId: `<${id}@${new URL(PUBLIC_URL).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    ...mailText({ kind, mode, data, appName, url, link }),
  };
}

async function putOff(db: Database, notice: Due, error: unknown): Promise<void> {
  const line = { notice: notice.id, attempt: notice.mail_attempts, cause: describeError(error) };
  const wait = DELAYS_SECONDS[notice.mail_attempts - 1];
  if (wait === undefined) {
    log.error(line, "notice not mailed: given up");
    await settle(db, notice, sql`mail_at = null`);
  } else {
    log.warn(line, "notice not mailed: again later");
    await settle(db, notice, sql`mail_at = now() + make_interval(secs => ${wait})`);
  }
}

/** Unless its lease ended and somebody else has it. */
async function settle(db: Database, notice: Due, set: ReturnType<typeof sql>): Promise<void> {
  await db.execute(sql`
    update payment.notices set ${set}
    where id = ${notice.id} and mail_attempts = ${notice.mail_attempts} and mailed_at is null`);
}
