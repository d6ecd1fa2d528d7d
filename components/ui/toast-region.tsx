"use client";

import { Toast } from "@base-ui/react/toast";
import clsx from "clsx";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { ToastMessage } from "./toast";

const SHOWN_MS = 6000;

/** One region of toasts, announced, reached by F6. `messages` only grows. */
export default function ToastRegion({ messages }: { messages: ToastMessage[] }) {
  return (
    <Toast.Provider timeout={SHOWN_MS}>
      <Toast.Portal>
        <Toast.Viewport className="fixed end-4 bottom-4 z-60 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 text-sm">
          <List messages={messages} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List({ messages }: { messages: ToastMessage[] }) {
  const t = useTranslations("ui");
  const { toasts: shown, add } = Toast.useToastManager();
  const added = useRef(0);
  useEffect(() => {
    for (const { tone, ...text } of messages.slice(added.current)) {
      add({ ...text, type: tone, priority: tone === "danger" ? "high" : "low" });
    }
    added.current = messages.length;
  }, [messages, add]);
  return shown.map((one) => {
    const failed = one.type === "danger";
    const Icon = failed ? CircleAlert : CircleCheck;
    return (
      <Toast.Root
        key={one.id}
        toast={one}
        className="rounded-tile border border-line bg-surface shadow-float transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2.5 py-2.5 ps-3 pe-1.5 text-table">
          <Icon
            aria-hidden
            className={clsx("mt-1 size-4 shrink-0", failed ? "text-danger" : "text-ok")}
          />
          <div className="min-w-0 grow">
            <Toast.Title className="font-[550]" />
            <Toast.Description className="text-ink-2" />
          </div>
          <Toast.Close
            aria-label={t("close")}
            className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-control text-ink-3 hover:bg-sunken"
          >
            <X aria-hidden className="size-3.5" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
