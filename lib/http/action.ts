import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import { env, isLocalDeployment } from "@/lib/env";
import { BrokerError, ERROR_STATUS } from "@/lib/errors";
import { currentOperator, type OperatorContext } from "@/lib/gates/operator";
import { messagesIn } from "@/lib/i18n/messages";
import { describeError, log } from "@/lib/log";
import { type Permission, requirePermission } from "@/lib/operators/require-permission";
import type { ActionResult } from "./action-result";
import { readForm } from "./form-data";
import { parseInput } from "./parse";
import { asBrokerError } from "./problem";

type Deed<S extends z.ZodType, T> = {
  permission: Permission;
  input: S;
  /** Only `/admin/password` lets a printed password do anything. */
  withPrintedPassword?: boolean;
  run: (ctx: OperatorContext, input: z.output<S>) => Promise<T>;
};

/**
 * The corridor for people: Origin → operator → permission → parse → verb, one catch that knows every
 * error, one log event. The twin of `endpoint`; every server action is made by it.
 *
 * Takes a form or a plain object. Answers what `run` returned, or a failure with its sentence in the
 * operator's language and the field it is about. Redirects thrown by `run` pass.
 */
export function action<S extends z.ZodType, T>(name: string, deed: Deed<S, T>) {
  return async (given: FormData | z.input<S>): Promise<ActionResult<T>> => {
    const startedAt = performance.now();
    const event: Record<string, unknown> = { action: name };
    try {
      await requireOwnOrigin();
      const ctx = await currentOperator();
      if (!ctx || (ctx.mustChangePassword && !deed.withPrintedPassword)) {
        throw new BrokerError("unauthorized", "signed_out");
      }
      event.requestId = ctx.requestId;
      event.actor = ctx.actor.operatorId;
      requirePermission(ctx.actor, deed.permission);
      const input = parseInput(deed.input, given instanceof FormData ? readForm(given) : given);
      return { ok: true, value: await deed.run(ctx, input) };
    } catch (thrown) {
      unstable_rethrow(thrown);
      const error = asBrokerError(thrown);
      const status = ERROR_STATUS[error.code];
      event.reason = error.reason;
      if (status >= 500) event.cause = describeError(error);
      const { field, test } = error.details;
      const message = messagesIn(await getLocale()).errors[error.reason];
      return {
        ok: false,
        error: {
          reason: error.reason,
          message,
          ...(field === undefined ? {} : { field }),
          ...(test ? { test } : {}),
        },
      };
    } finally {
      event.durationMs = Math.round(performance.now() - startedAt);
      log.info(event, "action");
    }
  };
}

/**
 * Next lets a request without an Origin through; we do not (threats.md T44).
 * @throws BrokerError `forbidden_origin` unless the request comes from a page of this deployment.
 */
async function requireOwnOrigin(): Promise<void> {
  const sent = await headers();
  const origin = sent.get("origin");
  const own = new URL(env().PUBLIC_URL).origin;
  if (origin === own) return;
  // On a developer's machine `localhost` and `127.0.0.1` are one.
  if (isLocalDeployment() && origin === `http://${sent.get("host")}`) return;
  throw new BrokerError("forbidden", "origin_not_allowed");
}
