import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { rotateKeyOperation } from "@/lib/keys/operations";
import { rotateKey } from "@/lib/keys/rotate-key";
import { serializeKey } from "@/lib/keys/serialize";

export const POST = operationEndpoint(rotateKeyOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params, body }) {
    const name = { appId: params.id, keyId: params.keyId };
    const overlapSeconds = body.overlap_seconds;
    const { key, secret } = await rotateKey(ctx, { ...name, overlapSeconds });
    return Response.json({ ...serializeKey(key), secret }, { status: 201 });
  },
});

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
