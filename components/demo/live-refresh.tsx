"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 1000;
/** A page forgotten in a tab stops asking after ten minutes. */
const TIMES_MAX = 600;

/** Renders the page anew every second while it is in sight. Without scripts the page reloads instead. */
export function LiveRefresh() {
  const router = useRouter();
  useEffect(() => {
    let times = 0;
    const timer = setInterval(() => {
      if (document.hidden) return;
      if (++times > TIMES_MAX) return clearInterval(timer);
      router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  );
}
