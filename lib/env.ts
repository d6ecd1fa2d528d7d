import { z } from "zod";

/** A variable is missing or wrong. The message is one line and starts with the variable's name. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An origin or base URL without a trailing slash: https, or http on a loopback host. */
const baseUrl = z.url("must be an absolute URL").transform((text, ctx) => {
  const url = new URL(text);
  const safe =
    url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
  if (!safe) ctx.addIssue("must be https (http only on a loopback host)");
  if (url.username || url.password) ctx.addIssue("must not carry a user name or password");
  if (url.search || url.hash) ctx.addIssue("must not carry a query or a fragment");
  return text.replace(/\/+$/, "");
});
const secret = z
  .string()
  .refine((text) => Buffer.byteLength(text) >= 32, "must be at least 32 bytes")
  .refine((text) => !/change.?me|your.?secret/i.test(text), "is a placeholder, not a secret");
const merchantId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/, "must be a 36-character UUID")
  .transform((text) => text.toLowerCase());
/** As the panel shows it, with or without the word that goes before it in a header. */
const accessToken = z
  .string()
  .transform((text) => text.trim().replace(/^Bearer\s+/i, ""))
  .pipe(z.string().regex(/^[\x21-\x7e]{8,4096}$/, "must be the token alone, without spaces"));
const cidrs = z.string().transform((text, ctx) => {
  const list = text.split(/[\s,]+/).filter(Boolean);
  for (const cidr of list) {
    if (!/^[0-9a-fA-F:.]+\/\d{1,3}$/.test(cidr))
      ctx.addIssue(`"${cidr}" is not a CIDR such as 10.0.0.0/8`);
  }
  return list;
});
/** A mail server, smtps:// for TLS from the first byte; a user name and password as in any URL. */
const smtpUrl = z.url("must be an smtp:// or smtps:// URL").refine((text) => {
  const { protocol, hostname } = new URL(text);
  return (protocol === "smtp:" || protocol === "smtps:") && hostname !== "";
}, "must be an smtp:// or smtps:// URL");
/** As `flatpay@shop.example` or `FlatPay <flatpay@shop.example>`. */
const sender = z.string().refine((text) => {
  const [, named] = /^[^<>\r\n"]*<([^<>]+)>$/.exec(text) ?? [];
  return z.email().safeParse(named ?? text).success;
}, "must be an e-mail address, or a name and one in <>");
const DAYS_MAX = 3_650;
/** How long something is kept; 0: for good. */
const days = z.coerce
  .number("must be a number of days")
  .int("must be a whole number of days")
  .min(0, "must not be below 0")
  .max(DAYS_MAX, `must be at most ${DAYS_MAX}`);
const flag = z.string().transform((text) => !/^(0|false|off|no)$/i.test(text));

/** Every variable of client-api.md §11, and the few that only shape a process. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number("must be a port").int().min(1).max(65535).default(3000),
  PUBLIC_URL: baseUrl.optional(),
  DATABASE_URL: z
    .string("is required (npm start provides an embedded database when it is unset)")
    .regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL"),
  DATA_DIR: z.string().default(".data"),
  APP_SECRET: secret,
  APP_SECRET_PREVIOUS: secret.optional(),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().min(8, "must be at least 8 characters").optional(),
  ADMIN_JWT_SECRET: secret.optional(),
  ADMIN_JWT_JWKS_URL: baseUrl.optional(),
  ADMIN_JWT_ISSUER: z.string().min(1).optional(),
  ADMIN_JWT_AUDIENCE: z.string().min(1).optional(),
  ZARINPAL_MERCHANT_ID: merchantId.optional(),
  ZARINPAL_URL: baseUrl.default("https://payment.zarinpal.com"),
  ZARINPAL_UNIT: z.enum(["IRR", "IRT"], "must be IRR or IRT").default("IRR"),
  ZARINPAL_ACCESS_TOKEN: accessToken.optional(),
  ZARINPAL_GRAPHQL_URL: baseUrl.default("https://next.zarinpal.com"),
  ZARINPAL_REFUND_METHOD: z.enum(["PAYA", "CARD"], "must be PAYA or CARD").default("PAYA"),
  SANDBOX_URL: baseUrl.optional(),
  SANDBOX: flag.default(true),
  CRON_SECRET: z.string().min(8, "must be at least 8 characters").optional(),
  CRON_INTERNAL: flag.default(true),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional(),
  RECONCILE_FIRST: flag.default(false),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: sender.optional(),
  WEBHOOK_ALLOW_CIDRS: cidrs.default([]),
  WEBHOOK_ATTEMPT_DAYS: days.default(30),
  WEBHOOK_DELIVERY_DAYS: days.default(180),
  TRUSTED_PROXY: flag.default(false),
  RATE_LIMIT_SCALE: z.coerce.number("must be a number").positive("must be above 0").default(1),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Environment = Omit<z.output<typeof schema>, "PUBLIC_URL" | "SANDBOX_URL"> & {
  PUBLIC_URL: string;
  SANDBOX_URL: string;
};

/**
 * Read and check the environment, once. An empty variable counts as unset.
 * @throws EnvironmentError naming the first variable at fault.
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    const name = String(issue?.path[0]);
    const unset = given[name] === undefined;
    throw new EnvironmentError(
      `${name} ${unset && name === "APP_SECRET" ? "is required: at least 32 random bytes, e.g. openssl rand -base64 32" : issue?.message}`,
    );
  }
  const env = result.data;
  if (env.SMTP_URL && !env.MAIL_FROM) {
    throw new EnvironmentError("MAIL_FROM is required with SMTP_URL: who the mails are from");
  }
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  return {
    ...env,
    PUBLIC_URL: publicUrl,
    SANDBOX_URL: env.SANDBOX_URL ?? `${publicUrl}/sandbox/zarinpal`,
  };
}

let read: Environment | undefined;

/** The process's environment. Read lazily, so that a build needs none of it. */
export function env(): Environment {
  read ??= readEnvironment(process.env);
  return read;
}

/** True when the whole deployment is on this machine, as on a developer's laptop. */
export function isLocalDeployment(): boolean {
  return LOOPBACK.test(new URL(env().PUBLIC_URL).hostname);
}
