import "server-only";
import { database } from "@/db/client";
import { readBody } from "@/lib/http/read-body";
import { ACTS, type Act, actOnPage } from "./act-on-page";
import { closedPage, overPage, returnedTwicePage, unknownPage } from "./bank-page/end-page";
import { payPage } from "./bank-page/pay-page";
import { type Language, languageOf } from "./bank-page/texts";
import { callbackUrl } from "./callback-url";
import { htmlResponse, openDoor } from "./door";
import { findSession, visitSession } from "./find-session";
import { asScenario } from "./scenarios";
import { type Session, scenarioOf, statusAt } from "./session";

/**
 * The page's own policy: no script at all. Forms may post anywhere, because the return is a redirect of
 * the form's answer; the image is the doubled return of one scenario.
 */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src *; form-action *; frame-ancestors 'none'; base-uri 'none'",
  "cache-control": "no-store",
  "referrer-policy": "strict-origin-when-cross-origin",
};

/** GET of the pay page. Notes the Referer of the first visit. */
export function servePage(request: Request, authority: string): Promise<Response> {
  return openDoor("StartPay", async () => {
    const language = languageFrom(request);
    const now = new Date();
    const referer = request.headers.get("referer");
    const session = await visitSession(database(), authority, referer, now);
    if (!session) return page(404, unknownPage(language));
    if (!isOpen(session, now)) return over(session, now, language);
    return page(200, payPage(session, scenarioOf(session, session.merchantId), language));
  });
}

/** POST of the pay page's form: one of its buttons, with a scenario or none. */
export function serveAct(request: Request, authority: string): Promise<Response> {
  return openDoor("StartPay", async () => {
    const language = languageFrom(request);
    const form = new URLSearchParams(new TextDecoder().decode(await readBody(request)));
    const act = ACTS.find((known): known is Act => known === form.get("act"));
    const session = await findSession(database(), authority);
    if (!session || !act) return page(session ? 400 : 404, unknownPage(language));

    const chosen = form.has("scenario")
      ? asScenario(form.get("scenario"))
      : scenarioOf(session, session.merchantId);
    const now = new Date();
    const ending = await actOnPage(database(), session, act, chosen, now);
    switch (ending.kind) {
      case "returned":
        return new Response(null, { status: 303, headers: { ...HEADERS, location: ending.url } });
      case "returned_twice":
        return page(200, returnedTwicePage(ending.url, language));
      case "closed":
        return page(200, closedPage(ending.paid, language));
      case "over":
        return over((await findSession(database(), authority)) ?? session, now, language);
    }
  });
}

function isOpen(session: Session, now: Date): boolean {
  return session.status === "IN_BANK" && !session.canceledAt && session.expiresAt > now;
}

/** A page asked for again: the shop still gets its shopper back. */
function over(session: Session, now: Date, language: Language): Response {
  const status = statusAt(session, now);
  const paid = session.paidAt !== null && status !== "FAILED" && status !== "REVERSED";
  const url = callbackUrl(session.callbackUrl, session.authority, paid ? "OK" : "NOK");
  return page(400, overPage(paid, url, language));
}

function languageFrom(request: Request): Language {
  return languageOf(new URL(request.url), request.headers.get("accept-language"));
}

function page(status: number, body: string): Response {
  return htmlResponse(status, body, HEADERS);
}
