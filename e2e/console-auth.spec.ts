import { SECRETS } from "./stack/secrets";
import { signIn } from "./stack/sign-in";
import { startBroker } from "./stack/start-broker";
import { expect, test } from "./test";

const PLACES = ["", "/transactions", "/apps", "/webhooks", "/audit", "/operators", "/settings"];

test("no page of the console opens without a session, whatever the request says of itself", async ({
  broker,
  request,
}) => {
  for (const place of PLACES) {
    for (const headers of [
      {},
      { RSC: "1" },
      { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      { "x-middleware-rewrite": `${broker.url}/admin${place}` },
      { cookie: "flatpay.session=eyJhbGciOiJub25lIn0.e30." },
    ]) {
      const answer = await request.get(`${broker.url}/admin${place}`, { headers });
      const text = await answer.text();
      expect(answer.url() + text).toContain("/admin/sign-in");
      expect(text).not.toContain("data-mode");
    }
  }
});

test("the sign-in leads to the page asked for, and never out of the console", async ({
  page,
  broker,
}) => {
  await page.goto(`${broker.url}/admin/settings`);
  await expect(page).toHaveURL(/\/admin\/sign-in\?next=%2Fadmin%2Fsettings/);
  await signIn(page, broker.url, { next: "/admin/settings" });
  await expect(page).toHaveURL(`${broker.url}/admin/settings`);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.endsWith("session"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "/demo"]) {
    await page.goto(`${broker.url}/admin/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`${broker.url}/admin`);
  }
});

test("after signing out the old cookie opens nothing", async ({ page, broker, playwright }) => {
  await signIn(page, broker.url);
  const kept = await page.context().storageState();
  await page.getByRole("button", { name: SECRETS.ADMIN_EMAIL }).click();
  await page.getByRole("menuitem").last().click();
  await expect(page).toHaveURL(/\/admin\/sign-in/);
  const copy = await playwright.request.newContext({ storageState: kept });
  const answer = await copy.get(`${broker.url}/admin`, { maxRedirects: 0 });
  expect(answer.headers().location).toContain("/admin/sign-in");
  await copy.dispose();
});

test("wrong passwords get slower, alike for known and unknown, and the owner still gets in", async ({
  page,
}) => {
  const broker = await startBroker("slow_sign_in");
  try {
    const answers: string[] = [];
    for (const email of [SECRETS.ADMIN_EMAIL, "nobody@example.com"]) {
      for (let i = 0; i < 6; i++) {
        await page.goto(`${broker.url}/admin/sign-in?lang=en`);
        await page.locator("input[name=email]").fill(email);
        await page.locator("input[name=password]").fill(`wrong ${i}`);
        await page.locator("form button[type=submit]").click();
        const alert = page.getByRole("alert").filter({ hasText: /\S/ }).first();
        await expect(alert).toContainText("not right");
        answers.push(((await alert.textContent()) ?? "").replace(/\d+/, "N"));
        await expect(page.locator("input[name=email]")).toHaveValue(email);
      }
    }
    expect(answers.slice(6)).toEqual(answers.slice(0, 6));
    expect(answers[5]).toContain("Next try in");
    await expect(async () => {
      await signIn(page, broker.url);
    }).toPass({ timeout: 30_000 });
  } finally {
    await broker.stop();
  }
});
