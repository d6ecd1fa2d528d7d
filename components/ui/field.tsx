"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useFieldError } from "./action-form";

const BOX =
  "w-full rounded-control border border-line-strong bg-surface text-table text-ink placeholder:text-ink-3 disabled:opacity-60 aria-invalid:border-danger";
const CONTROL = clsx(BOX, "h-9 px-3");

type FieldProps = {
  name: string;
  label: ReactNode;
  /** Says what is expected, before anything is wrong. */
  hint?: ReactNode;
  className?: string | undefined;
};
/** What the caller may give a control, beside what its field gives it. */
type Given<Tag extends "input" | "select"> = FieldProps &
  Omit<ComponentProps<Tag>, "className" | "name">;

/**
 * The names and descriptions of a field, tied together for a screen reader. Its error comes from the
 * form around it, by name.
 */
function useField(name: string, hint: ReactNode, given: { id?: string; describedBy?: string }) {
  const own = useId();
  const id = given.id ?? own;
  const error = useFieldError(name.replace(/\[\]$/, ""));
  const described = [given.describedBy, hint && `${id}-hint`, error && `${id}-error`];
  const describedBy = described.filter(Boolean).join(" ");
  return {
    id,
    control: {
      id,
      name,
      ...(error ? { "aria-invalid": true } : {}),
      ...(describedBy ? { "aria-describedby": describedBy } : {}),
    },
    after: (
      <>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-3 text-meta">
            {hint}
          </p>
        )}
        {error && (
          <p id={`${id}-error`} className="text-danger text-meta">
            {error}
          </p>
        )}
      </>
    ),
  };
}

function Frame({
  field,
  label,
  className,
  children,
}: {
  field: ReturnType<typeof useField>;
  label: ReactNode;
  className: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <label htmlFor={field.id} className="font-[550] text-table">
        {label}
      </label>
      {children}
      {field.after}
    </div>
  );
}

const fieldOf = ({ name, hint, ...rest }: Given<"input"> | Given<"select">) => {
  const { id, "aria-describedby": describedBy } = rest;
  return [
    name,
    hint,
    { ...(id === undefined ? {} : { id }), ...(describedBy === undefined ? {} : { describedBy }) },
  ] as const;
};

/** One line of text. `code` is for what is copied character by character: left-to-right, fixed width. */
export function TextField({ code = false, ...given }: Given<"input"> & { code?: boolean }) {
  const { name, label, hint, className, ...rest } = given;
  const field = useField(...fieldOf(given));
  return (
    <Frame {...{ field, label, className }}>
      <input
        {...(code
          ? { dir: "ltr", autoCapitalize: "off", spellCheck: false, autoComplete: "off" }
          : { dir: "auto" })}
        {...rest}
        {...field.control}
        className={clsx(CONTROL, code && "text-start font-mono text-meta")}
      />
    </Frame>
  );
}

/** One of a few. The browser's own list: it speaks every language and every screen reader knows it. */
export function SelectField({ children, ...given }: Given<"select">) {
  const { name, label, hint, className, ...rest } = given;
  const field = useField(...fieldOf(given));
  return (
    <Frame {...{ field, label, className }}>
      <div className="relative">
        <select
          {...rest}
          {...field.control}
          className={clsx(CONTROL, "cursor-pointer appearance-none pe-8")}
        >
          {children}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute end-2.5 top-2.5 size-4 text-ink-3"
        />
      </div>
    </Frame>
  );
}

/** A yes or no, its words beside it. */
export function CheckboxField(given: Omit<Given<"input">, "type">) {
  const { name, label, hint, className, ...rest } = given;
  const field = useField(...fieldOf(given));
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={field.id} className="flex cursor-pointer items-start gap-2.5 text-table">
        <input
          type="checkbox"
          {...rest}
          {...field.control}
          className="mt-1 size-4 shrink-0 cursor-pointer accent-brand-solid"
        />
        <span>{label}</span>
      </label>
      <div className="ps-6.5 empty:hidden">{field.after}</div>
    </div>
  );
}

/** Several controls that are one field: named by a legend, with the one error of them all. */
export function FieldGroup({
  name,
  label,
  hint,
  className,
  children,
}: FieldProps & { children: ReactNode }) {
  const id = useId();
  const error = useFieldError(name.replace(/\[\]$/, ""));
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset
      {...(describedBy ? { "aria-describedby": describedBy } : {})}
      className={clsx("min-w-0", className)}
    >
      <legend className="mb-1.5 font-[550] text-table">{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-0.5 mb-2 text-ink-3 text-meta">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-danger text-meta">
          {error}
        </p>
      )}
    </fieldset>
  );
}
