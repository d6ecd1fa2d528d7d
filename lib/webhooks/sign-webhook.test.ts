import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signWebhook } from "./sign-webhook";

// From the reference libraries of Standard Webhooks (JavaScript and Rust) and Svix's documentation.
const VECTORS = [
  {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
  {
    secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
    timestamp: 1649367553,
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
  },
  {
    secret: "whsec_plJ3nmyCDGBKInavdOK15jsl",
    id: "msg_loFOjxBNrRLzqYUf",
    timestamp: 1731705121,
    body: '{"event_type":"ping","data":{"success":true}}',
    signature: "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  },
];

test.each(VECTORS)("signs $id as others do", ({ secret, signature, ...message }) => {
  expect(signWebhook([secret], message)).toBe(signature);
});

test("during a rotation a receiver with the new or the old secret accepts, with a third does not", () => {
  const secrets = [1, 2, 3].map((n) => `whsec_${Buffer.alloc(32, n).toString("base64")}`);
  const [fresh = "", old = "", other = ""] = secrets;
  const message = { id: "evt_1", timestamp: Math.floor(Date.now() / 1000), body: '{"پول":1}' };
  const headers = {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": signWebhook([fresh, old], message),
  };
  expect(new Webhook(fresh).verify(message.body, headers)).toEqual({ پول: 1 });
  expect(new Webhook(old).verify(message.body, headers)).toEqual({ پول: 1 });
  expect(() => new Webhook(other).verify(message.body, headers)).toThrow();
});

test("text that is no webhook secret signs nothing", () => {
  expect(() => signWebhook(["fps_live_x"], { id: "a", timestamp: 1, body: "" })).toThrow(TypeError);
});
