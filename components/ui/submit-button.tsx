"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useFormPending } from "./action-form";
import { Button } from "./button";

/** Sends the form around it. Says while it is being sent, and is not sent twice. */
export function SubmitButton({
  tone = "primary",
  children,
  ...rest
}: ComponentProps<typeof Button>) {
  const pending = useFormPending();
  return (
    <Button type="submit" tone={tone} aria-disabled={pending} {...rest}>
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </Button>
  );
}
