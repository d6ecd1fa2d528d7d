import { notFound } from "@/lib/sandbox/door";

export const GET = notFound;
export const POST = notFound;
