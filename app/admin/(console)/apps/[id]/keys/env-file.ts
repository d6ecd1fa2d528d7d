/** The variables that a site's own configuration needs, by the names that our samples read. */
export function envFile(baseUrl: string, pair: { key: string; secret: string }): string {
  return [
    `FLATPAY_BASE_URL=${baseUrl}`,
    `FLATPAY_KEY=${pair.key}`,
    `FLATPAY_SECRET=${pair.secret}`,
    "",
  ].join("\n");
}
