import { notFound } from "next/navigation";
import { requireOperator } from "@/lib/gates/operator";

/** An address of the console that is nobody's, inside the console's own frame. */
export default async function MissingPage() {
  await requireOperator();
  notFound();
}
