import "server-only";
import { createHash } from "node:crypto";
import { openApiDocument } from "./document";

let published: { text: string; etag: string } | undefined;

/** The document's text and its ETag, made once: it changes only with the program and its environment. */
export function publishedDocument(): { text: string; etag: string } {
  if (!published) {
    const text = JSON.stringify(openApiDocument());
    const hash = createHash("sha256").update(text).digest("base64url").slice(0, 27);
    published = { text, etag: `"${hash}"` };
  }
  return published;
}
