import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export default defineConfig({
  root,
  resolve: {
    alias: {
      "@": root,
      // Next's marker throws outside a server bundle; here everything is the server.
      "server-only": `${root}/lib/testing/empty.ts`,
    },
  },
  test: {
    include: ["{app,components,db,lib,messages}/**/*.test.{ts,tsx}"],
    globalSetup: [`${root}/lib/testing/global-setup.ts`],
    env: {
      TZ: "Asia/Tehran",
      NODE_ENV: "test",
      APP_SECRET: "test-only-app-secret-of-more-than-32-bytes",
      DATABASE_URL: "postgres://replaced-by-testDatabase@127.0.0.1:1/none",
      PUBLIC_URL: "http://localhost:3000",
      ADMIN_JWT_SECRET: "test-only-admin-jwt-secret-of-32-bytes-and-more",
      LOG_LEVEL: "silent",
    },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
