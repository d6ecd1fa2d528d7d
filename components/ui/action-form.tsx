"use client";

import { useTranslations } from "next-intl";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import type { ActionResult } from "@/lib/http/action-result";
import { Alert } from "./alert";
import { controlsOf, faultsOf, fieldNameOf, fieldOf } from "./form-faults";
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
/** What is wrong: by field, and with the form as a whole. */
type Errors = { fields: Record<string, string>; whole: string | null; turn: number };

const NO_ERRORS: Errors = { fields: {}, whole: null, turn: 0 };
const Pending = createContext(false);
const Touch = createContext(() => {});
const FieldErrors = createContext<Record<string, string>>({});

/** True while the form around is being sent. */
export const useFormPending = () => use(Pending);

/** Tells the form around of a change that no field reports, such as a row taken out. */
export const useFormTouch = () => use(Touch);

/** What is wrong with a field of the form around, in words. */
export const useFieldError = (name: string): string | undefined => use(FieldErrors)[name];

/**
 * A form over a server action. What was typed stays after an error; the error stands at its field,
 * which gets the focus, or above the form when it is about none. A second submit waits for the first.
 * What the browser can check it checks first; the words for it are ours, in the operator's language.
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
  const [errors, setErrors] = useState<Errors>(NO_ERRORS);
  const [dirty, setDirty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const touch = useCallback(() => setDirty(true), []);
  useUnsavedGuard(guard && dirty, t("unsaved"));
  const { turn } = errors;
  // New errors move the focus; one that is gone does not.
  useEffect(() => focusFirst(form.current, errors.fields), [turn]);

  function show(fields: Record<string, string>, whole: string | null = null) {
    setErrors(({ turn: before }) => ({ fields, whole, turn: before + 1 }));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const sent = event.currentTarget;
    if (pending) return;
    const faults = [...faultsOf(sent)].map(([name, fault]) => [name, t(`fault.${fault}`)]);
    if (faults.length > 0) return show(Object.fromEntries(faults));
    const data = new FormData(sent);
    start(async () => {
      const result = await action(data).catch(() => null);
      if (result === null) return toast("danger", t("unreachable"), t("unreachableText"));
      if (!result.ok) {
        const { field, message } = result.error;
        const name = field === undefined ? null : fieldOf(sent, field);
        return name === null ? show({}, message) : show({ [name]: message });
      }
      setErrors(NO_ERRORS);
      setDirty(false);
      if (done) toast("ok", done);
      onDone?.(result.value);
    });
  }

  /** An error is over once its field is changed. */
  function change(event: FormEvent<HTMLFormElement>) {
    touch();
    const name = fieldNameOf(event.target as HTMLInputElement);
    const { [name]: gone, ...rest } = errors.fields;
    if (gone !== undefined) setErrors({ ...errors, fields: rest });
  }

  return (
    <Pending value={pending}>
      <Touch value={touch}>
        <FieldErrors value={errors.fields}>
          <form
            ref={form}
            noValidate
            className={className}
            aria-busy={pending}
            onChange={change}
            onSubmit={submit}
          >
            {errors.whole && (
              <div role="alert" className="mb-4">
                <Alert tone="danger">{errors.whole}</Alert>
              </div>
            )}
            {children}
          </form>
        </FieldErrors>
      </Touch>
    </Pending>
  );
}

function focusFirst(form: HTMLFormElement | null, errors: Record<string, string>): void {
  const first = form && controlsOf(form).find((one) => errors[fieldNameOf(one)] !== undefined);
  first?.focus();
}
