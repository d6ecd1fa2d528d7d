import NextAuth from "next-auth";
import { authOptions } from "@/lib/gates/next-auth";

type Route = { params: Promise<{ nextauth: string[] }> };

// Made anew for each request: a build has no environment to read the options from.
const handle = (request: Request, route: Route) => NextAuth(authOptions())(request, route);

export { handle as GET, handle as POST };
