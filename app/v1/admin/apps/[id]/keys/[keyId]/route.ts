import { adminToken } from "@/lib/gates/admin-token";
import { operationEndpoint } from "@/lib/http/endpoint";
import { revokeKeyOperation } from "@/lib/keys/operations";
import { revokeKey } from "@/lib/keys/revoke-key";
import { serializeKey } from "@/lib/keys/serialize";

export const DELETE = operationEndpoint(revokeKeyOperation, {
  gate: adminToken("write"),
  async handle({ ctx, params }) {
    const key = await revokeKey(ctx, { appId: params.id, keyId: params.keyId });
    return Response.json(serializeKey(key));
  },
});

export {
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from "@/lib/http/endpoint";
