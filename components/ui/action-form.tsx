"use client";

import { Form } from "@base-ui/react/form";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";
import type { ActionError, ActionResult } from "@/lib/http/action-result";
import { Alert } from "./alert";
import { toast } from "./toast";
import { useUnsavedGuard } from "./use-unsaved-guard";

type ActionFormProps<T> = {
  action: (form: FormData) => Promise<ActionResult<T>>;
  /** After success. */
  onDone?: (value: T) => void;
  /** Said in a toast after success. */
  done?: string;
  /** Ask before the page is left with changes in the form. */
  guard?: boolean;
  className?: string;
  children: ReactNode;
};

const Pending = createContext(false);
const Touch = createContext(() => {});

/** True while the form around is being sent. */
export const useFormPending = () => use(Pending);

/** Tells the form around of a change that no field reports, such as a row taken out. */
export const useFormTouch = () => use(Touch);

/**
 * A form over a server action. What was typed stays after an error; the error stands at its field,
 * which gets the focus, or above the form when it is about none. A second submit waits for the first.
 */
export function ActionForm<T>({
  action,
  onDone,
  done,
  guard = false,
  className,
  children,
}: ActionFormProps<T>) {
  const t = useTranslations("ui");
  const [pending, start] = useTransition();
  const [error, setError] = useState<ActionError | null>(null);
  const [dirty, setDirty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const touch = useCallback(() => setDirty(true), []);
  useUnsavedGuard(guard && dirty, t("unsaved"));

  function submit(data: FormData) {
    start(async () => {
      const result = await action(data).catch(() => null);
      if (result === null) return toast("danger", t("unreachable"), t("unreachableText"));
      if (!result.ok) return setError(result.error);
      setError(null);
      setDirty(false);
      if (done) toast("ok", done);
      onDone?.(result.value);
    });
  }

  const field = error?.field;
  // A list's third member is the list's error: there is one field for all of them.
  const name = field && (form.current?.elements.namedItem(field) ? field : field.split(".")[0]);
  const known = name !== undefined && hasField(form.current, name);
  // The same object until there is another error: a new one moves the focus to the field at fault.
  const errors = useMemo(
    () => (error && known ? { [name]: error.message } : {}),
    [error, known, name],
  );
  return (
    <Pending value={pending}>
      <Touch value={touch}>
        <Form
          ref={form}
          className={className}
          aria-busy={pending}
          errors={errors}
          onChange={touch}
          onSubmit={(event) => {
            event.preventDefault();
            if (!pending) submit(new FormData(event.currentTarget));
          }}
        >
          {error && !known && (
            <div role="alert" className="mb-4">
              <Alert tone="danger">{error.message}</Alert>
            </div>
          )}
          {children}
        </Form>
      </Touch>
    </Pending>
  );
}

function hasField(form: HTMLFormElement | null, name: string): boolean {
  return Boolean(form?.elements.namedItem(name) ?? form?.elements.namedItem(`${name}[]`));
}
