import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** Headers for every answer, also 404 and 500. Pages add their own CSP with a nonce in proxy.ts. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

const config: NextConfig = {
  agentRules: false,
  typedRoutes: true,
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingIncludes: { "/*": ["./db/migrations/**/*"] },
  serverExternalPackages: ["postgres", "@node-rs/argon2", "pino", "undici"],
  poweredByHeader: false,
  // Messages arrive parsed (lib/i18n/compile-messages.ts), so no page needs the parser.
  turbopack: {
    resolveAlias: {
      "use-intl/format-message": "use-intl/format-message/format-only",
    },
  },
  images: { unoptimized: true },
  // Titles come with the page, not after it: a page that renders itself anew would be without one meanwhile.
  htmlLimitedBots: /./,
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
