import { anyone } from "@/lib/gates/anyone";
import { operationEndpoint } from "@/lib/http/endpoint";
import { getDocumentOperation } from "@/lib/openapi/operations";
import { publishedDocument } from "@/lib/openapi/published-document";

export const GET = operationEndpoint(getDocumentOperation, {
  gate: anyone,
  async handle({ raw }) {
    const { text, etag } = publishedDocument();
    const headers = { ETag: etag, "Cache-Control": "public, max-age=300" };
    if (raw.request.headers.get("if-none-match") === etag) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(text, { headers: { ...headers, "Content-Type": "application/json" } });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
