import { expect, test } from "vitest";
import { EnvironmentError, readEnvironment } from "./env";

const good = {
  DATABASE_URL: "postgres://u:p@db/flatpay",
  APP_SECRET: "an-app-secret-of-more-than-32-bytes!",
};
const refusal = (change: Record<string, string | undefined>) => {
  try {
    readEnvironment({ ...good, ...change });
    return "accepted";
  } catch (error) {
    return error instanceof EnvironmentError ? error.message : error;
  }
};

test("defaults are those of the contract, and an empty variable counts as unset", () => {
  expect(
    readEnvironment({ ...good, PORT: "4000", ZARINPAL_UNIT: "", SANDBOX_URL: " " }),
  ).toMatchObject({
    PUBLIC_URL: "http://localhost:4000",
    SANDBOX_URL: "http://localhost:4000/sandbox/zarinpal",
    ZARINPAL_URL: "https://payment.zarinpal.com",
    ZARINPAL_UNIT: "IRR",
    ZARINPAL_GRAPHQL_URL: "https://next.zarinpal.com",
    ZARINPAL_REFUND_METHOD: "PAYA",
    CRON_INTERNAL: true,
    RATE_LIMIT_SCALE: 1,
    TRUSTED_PROXY: false,
    WEBHOOK_ALLOW_CIDRS: [],
    WEBHOOK_ATTEMPT_DAYS: 30,
    WEBHOOK_DELIVERY_DAYS: 180,
  });
  expect(readEnvironment({ ...good, CRON_INTERNAL: "off" }).CRON_INTERNAL).toBe(false);
  expect(readEnvironment({ ...good, PUBLIC_URL: "https://pay.example/" }).PUBLIC_URL).toBe(
    "https://pay.example",
  );
  const mail = { SMTP_URL: "smtp://127.0.0.1:2525", MAIL_FROM: "فلت‌پی <pay@shop.example>" };
  expect(readEnvironment({ ...good, ...mail })).toMatchObject(mail);
  const token = readEnvironment({ ...good, ZARINPAL_ACCESS_TOKEN: " Bearer eyJ0eXAi.x.y\n" });
  expect(token.ZARINPAL_ACCESS_TOKEN).toBe("eyJ0eXAi.x.y");
});

test.each([
  [{ APP_SECRET: undefined }, /^APP_SECRET is required/],
  [{ APP_SECRET: "short" }, /^APP_SECRET must be at least 32 bytes/],
  [{ APP_SECRET: "change-me-change-me-change-me-change-me" }, /^APP_SECRET is a placeholder/],
  [{ DATABASE_URL: undefined }, /^DATABASE_URL is required/],
  [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must be/],
  [{ PUBLIC_URL: "http://pay.example" }, /^PUBLIC_URL must be https/],
  [{ PUBLIC_URL: "pay.example" }, /^PUBLIC_URL must be an absolute URL/],
  [{ PUBLIC_URL: "https://u:p@pay.example" }, /^PUBLIC_URL must not carry/],
  [{ ZARINPAL_URL: "http://zarinpal.example" }, /^ZARINPAL_URL must be https/],
  [{ SANDBOX_URL: "ftp://x" }, /^SANDBOX_URL must be https/],
  [{ ZARINPAL_UNIT: "EUR" }, /^ZARINPAL_UNIT must be IRR or IRT/],
  [{ ZARINPAL_ACCESS_TOKEN: "two words" }, /^ZARINPAL_ACCESS_TOKEN must be the token alone/],
  [{ ZARINPAL_REFUND_METHOD: "paya" }, /^ZARINPAL_REFUND_METHOD must be PAYA or CARD/],
  [{ ZARINPAL_MERCHANT_ID: "12" }, /^ZARINPAL_MERCHANT_ID must be/],
  [{ WEBHOOK_ALLOW_CIDRS: "10.0.0.0" }, /^WEBHOOK_ALLOW_CIDRS "10.0.0.0" is not a CIDR/],
  [{ ADMIN_EMAIL: "nobody" }, /^ADMIN_EMAIL must be/],
  [{ ADMIN_JWT_SECRET: "short" }, /^ADMIN_JWT_SECRET must be/],
  [{ SMTP_URL: "https://mail.example", MAIL_FROM: "a@b.example" }, /^SMTP_URL must be an smtp/],
  [{ SMTP_URL: "mail.example:25", MAIL_FROM: "a@b.example" }, /^SMTP_URL must be an smtp/],
  [{ SMTP_URL: "smtp://", MAIL_FROM: "a@b.example" }, /^SMTP_URL must be an smtp/],
  [{ SMTP_URL: "smtps://u:p@mail.example:465" }, /^MAIL_FROM is required with SMTP_URL/],
  [{ MAIL_FROM: "FlatPay" }, /^MAIL_FROM must be an e-mail address/],
  [{ MAIL_FROM: "A <a@b.example>\r\nBcc: <c@d.example>" }, /^MAIL_FROM must be an e-mail address/],
  [{ CRON_SECRET: "1" }, /^CRON_SECRET must be/],
  [{ METRICS_TOKEN: "short" }, /^METRICS_TOKEN must be at least 16/],
  [{ WEBHOOK_ATTEMPT_DAYS: "-1" }, /^WEBHOOK_ATTEMPT_DAYS must not be below 0/],
  [{ WEBHOOK_DELIVERY_DAYS: "1.5" }, /^WEBHOOK_DELIVERY_DAYS must be a whole number/],
  [{ WEBHOOK_DELIVERY_DAYS: "long" }, /^WEBHOOK_DELIVERY_DAYS must be a number/],
  [{ RATE_LIMIT_SCALE: "0" }, /^RATE_LIMIT_SCALE must be/],
  [{ PORT: "99999" }, /^PORT must be/],
])("%j is refused in one line that names the variable", (change, line) => {
  const message = refusal(change);
  expect(message).toMatch(line);
  expect(String(message)).not.toContain("\n");
});

test.each(["http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:3000"])(
  "%s may be plain http: it never leaves the machine",
  (url) => expect(refusal({ PUBLIC_URL: url })).toBe("accepted"),
);
