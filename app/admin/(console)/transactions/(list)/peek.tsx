"use client";

import { lazy, Suspense, startTransition, useEffect, useState } from "react";
import { usePeek } from "./use-peek";

const PeekSheet = lazy(() => import("./peek-sheet"));

/** The sheet over the list. Its code comes with the first row that is looked at, and stays for its going. */
export function Peek() {
  const { id } = usePeek();
  const [used, setUsed] = useState(id !== null);
  useEffect(() => {
    if (id !== null) startTransition(() => setUsed(true));
  }, [id]);
  return <Suspense>{used && <PeekSheet />}</Suspense>;
}
