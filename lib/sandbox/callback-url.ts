/** Where the shopper goes back to: the shop's own query stays, ours is appended. */
export function callbackUrl(callback: string, authority: string, status: "OK" | "NOK"): string {
  const url = new URL(callback);
  url.search = `${url.search ? `${url.search}&` : "?"}Authority=${authority}&Status=${status}`;
  return url.href;
}
