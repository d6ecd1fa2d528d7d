import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { database } from "@/db/client";
import { deriveKey } from "@/lib/crypto/derive-key";
import { env } from "@/lib/env";
import { rememberChoices } from "@/lib/i18n/remember-choices";
import { describeError, log } from "@/lib/log";
import { peerAddress } from "@/lib/net/peer-address";
import { findSession } from "@/lib/operators/find-session";
import { revokeSession } from "@/lib/operators/revoke-session";
import { signInOperator } from "@/lib/operators/sign-in-operator";

/** Bounds the cookie; the session's row ends sooner. */
const COOKIE_SECONDS = 12 * 3600;

/** Begins the error of a refused sign-in; the seconds to wait follow. */
const WAIT_ERROR = "wait:";
/** The error of a sign-in that could not be decided. */
const UNAVAILABLE_ERROR = "unavailable";

/** The cookie that names a session. With https it is bound to this host and to its root path. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-flatpay.session" : "flatpay.session";
}

export const sessionTokenSecret = () => deriveKey("operator-session").toString("base64");

const isSecure = () => env().PUBLIC_URL.startsWith("https:");

/**
 * next-auth does the cookie, its encryption and the CSRF token of the sign-in; who may sign in and
 * whether a session still counts is decided by our own rows. The token carries the session's id alone.
 */
export function authOptions(): AuthOptions {
  const secure = isSecure();
  return {
    secret: sessionTokenSecret(),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS },
    pages: { signIn: "/admin/sign-in", error: "/admin/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const headers = new Headers(request.headers as Record<string, string>);
          const tried = await signInOperator(database(), {
            email: credentials?.email ?? "",
            password: credentials?.password ?? "",
            address: peerAddress(headers),
            userAgent: headers.get("user-agent"),
          }).catch((cause) => {
            log.error({ cause: describeError(cause) }, "sign-in");
            // next-auth hands an error's message to the form: it must say nothing of the cause.
            throw new Error(UNAVAILABLE_ERROR);
          });
          if (tried.outcome === "refused") {
            throw new Error(`${WAIT_ERROR}${Math.ceil(tried.retryAfterSeconds)}`);
          }
          await rememberPreferences(tried.sessionId);
          return { id: tried.sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      // Nothing of it is for scripts in the page.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await revokeSession(database(), token.sid);
      },
    },
    logger: {
      error: (code, cause) => log.error({ code, cause: describeError(cause) }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** Language, theme and figures come with the operator to a new browser. */
async function rememberPreferences(sessionId: string): Promise<void> {
  const found = await findSession(database(), sessionId);
  if (found) await rememberChoices(found.operator.preferences);
}
