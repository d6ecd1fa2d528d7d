"use client";

import { lazy, Suspense, useState } from "react";
import { usePeek } from "./use-peek";

const PeekSheet = lazy(() => import("./peek-sheet"));

/** The sheet over the list. Its code comes with the first row that is looked at, and stays for its going. */
export function Peek() {
  const { id } = usePeek();
  const [used, setUsed] = useState(id !== null);
  if (id !== null && !used) setUsed(true);
  return (
    used && (
      <Suspense>
        <PeekSheet />
      </Suspense>
    )
  );
}
