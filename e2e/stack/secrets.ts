/** The secrets of every server under test; they protect nothing. */
export const SECRETS = {
  APP_SECRET: "e2e-only-app-secret-of-more-than-32-bytes",
  ADMIN_JWT_SECRET: "e2e-only-admin-jwt-secret-of-more-than-32-bytes",
  CRON_SECRET: "e2e-only-cron-secret",
  ADMIN_EMAIL: "owner@example.com",
  ADMIN_PASSWORD: "e2e-only-password",
} as const;
