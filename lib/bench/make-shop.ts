import { SignJWT } from "jose";
import { SHOP_ORIGIN, type SigningKey } from "./workload";

/** An app with a test key, made through the admin API as an operator's own tools would. */
export async function makeShop(origin: string, adminSecret: string): Promise<SigningKey> {
  const token = await new SignJWT({ role: "owner" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("bench")
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(adminSecret));
  const post = async <A>(path: string, body: object): Promise<A> => {
    const response = await fetch(`${origin}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status !== 201) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const shop = { name: "Bench", slug: "bench", return_origins: [SHOP_ORIGIN] };
  const app = await post<{ id: string }>("/v1/admin/apps", shop);
  return post<SigningKey>(`/v1/admin/apps/${app.id}/keys`, { mode: "test" });
}
