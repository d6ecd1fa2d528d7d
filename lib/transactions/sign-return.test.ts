import { expect, test } from "vitest";
import { hmacHex, type ReturnFields, returnStringToSign } from "@/lib/signing/fp1";
import { RETURN_PARAMETERS } from "@/lib/signing/return-parameters";
import { makeAttempt, makeShop, makeTransaction } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { signReturn } from "./sign-return";

const db = await testDatabase();
const shop = await makeShop(db);

test("what is not final is being checked, and what is not there is empty; all of it is signed", async () => {
  const transaction = await makeTransaction(db, shop);
  const url = new URL(await signReturn(db, { transaction, attempt: null }));
  expect([...url.searchParams.keys()]).toEqual([...RETURN_PARAMETERS]);
  const { signature, ...fields } = Object.fromEntries(url.searchParams);
  expect(fields).toMatchObject({ status: "verifying", ref_id: "", amount: "15000" });
  expect(Math.abs(Number(fields.timestamp) - Date.now() / 1_000)).toBeLessThan(10);
  const text = returnStringToSign(fields as ReturnFields);
  expect(signature).toBe(hmacHex(shop.key.secret, text));
});

test("an attempt without a reference has none to show", async () => {
  const transaction = await makeTransaction(db, shop);
  const attempt = await makeAttempt(db, shop, transaction);
  const url = new URL(await signReturn(db, { transaction, attempt }));
  expect(url.searchParams.get("ref_id")).toBe("");
});

test.each([
  ["https://shop.example/return", "https://shop.example/return?amount=", ""],
  ["https://shop.example/return?", "https://shop.example/return?amount=", ""],
  ["https://shop.example/return?a=%20b", "https://shop.example/return?a=%20b&amount=", ""],
  ["https://shop.example/return?a=1&", "https://shop.example/return?a=1&amount=", ""],
  ["https://shop.example/return?a=1#top", "https://shop.example/return?a=1&amount=", "#top"],
  ["https://shop.example/#/return?a=1", "https://shop.example/?amount=", "#/return?a=1"],
])("%s goes on as %s…%s", async (returnUrl, begin, end) => {
  const transaction = await makeTransaction(db, shop, { returnUrl });
  const address = await signReturn(db, { transaction, attempt: null });
  expect(address.startsWith(begin)).toBe(true);
  expect(address.slice(address.lastIndexOf("signature=") + 10).slice(64)).toBe(end);
});
