"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { type ToastMessage, takeToasts } from "./toast";

const ToastRegion = lazy(() => import("./toast-region"));

/** Where toasts appear. Stands once, in the frame; its code comes with the first toast. */
export function Toaster() {
  const [messages, setMessages] = useState<ToastMessage[]>([]);
  useEffect(() => takeToasts((message) => setMessages((before) => [...before, message])), []);
  if (messages.length === 0) return null;
  return (
    <Suspense>
      <ToastRegion messages={messages} />
    </Suspense>
  );
}
