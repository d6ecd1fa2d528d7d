"use client";

import { Field as Base } from "@base-ui/react/field";
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

const BOX =
  "w-full rounded-control border border-line-strong bg-surface text-table text-ink placeholder:text-ink-3 disabled:opacity-60 aria-invalid:border-danger data-[invalid]:border-danger";
const CONTROL = clsx(BOX, "h-9 px-3");

type FieldProps = {
  name: string;
  label: ReactNode;
  /** Says what is expected, before anything is wrong. */
  hint?: ReactNode;
  className?: string | undefined;
};

/** A labelled place in a form. Its error comes from the form around it, by `name`. */
function FieldFrame({
  name,
  label,
  hint,
  className,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <Base.Root name={name} className={clsx("flex flex-col gap-1.5", className)}>
      <Base.Label className="font-[550] text-table">{label}</Base.Label>
      {children}
      {hint && <Base.Description className="text-ink-3 text-meta">{hint}</Base.Description>}
      <Base.Error match className="text-danger text-meta" />
    </Base.Root>
  );
}

/** One line of text. `code` is for what is copied character by character: left-to-right, fixed width. */
export function TextField({
  name,
  label,
  hint,
  className,
  code = false,
  ...rest
}: FieldProps & { code?: boolean } & Omit<ComponentProps<"input">, "className" | "name">) {
  return (
    <FieldFrame {...{ name, label, hint, className }}>
      <Base.Control
        {...(code
          ? { dir: "ltr", autoCapitalize: "off", spellCheck: false, autoComplete: "off" }
          : { dir: "auto" })}
        {...rest}
        className={clsx(CONTROL, code && "text-start font-mono text-meta")}
      />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextAreaField({
  name,
  label,
  hint,
  className,
  code = false,
  rows = 3,
  ...rest
}: FieldProps & { code?: boolean } & Omit<ComponentProps<"textarea">, "className" | "name">) {
  return (
    <FieldFrame {...{ name, label, hint, className }}>
      <Base.Control
        render={<textarea rows={rows} {...rest} />}
        dir={code ? "ltr" : "auto"}
        className={clsx(BOX, "px-3 py-2", code && "font-mono text-meta")}
      />
    </FieldFrame>
  );
}

/** One of a few. The browser's own list: it speaks every language and every screen reader knows it. */
export function SelectField({
  name,
  label,
  hint,
  className,
  children,
  ...rest
}: FieldProps & Omit<ComponentProps<"select">, "className" | "name">) {
  return (
    <FieldFrame {...{ name, label, hint, className }}>
      <div className="relative">
        <Base.Control
          render={<select {...rest}>{children}</select>}
          className={clsx(CONTROL, "cursor-pointer appearance-none pe-8")}
        />
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute end-2.5 top-2.5 size-4 text-ink-3"
        />
      </div>
    </FieldFrame>
  );
}

/** A yes or no, its words beside it. */
export function CheckboxField({
  name,
  label,
  hint,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<"input">, "className" | "name" | "type">) {
  return (
    <Base.Root name={name} className={clsx("flex flex-col gap-1", className)}>
      <Base.Label className="flex cursor-pointer items-start gap-2.5 text-table">
        <input
          type="checkbox"
          name={name}
          {...rest}
          className="mt-1 size-4 shrink-0 cursor-pointer accent-brand-solid"
        />
        <span>{label}</span>
      </Base.Label>
      {hint && <Base.Description className="ps-6.5 text-ink-3 text-meta">{hint}</Base.Description>}
      <Base.Error match className="text-danger text-meta" />
    </Base.Root>
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
  return (
    <Base.Root name={name} render={<fieldset />} className={clsx("min-w-0", className)}>
      <legend className="mb-1.5 font-[550] text-table">{label}</legend>
      {hint && <p className="-mt-0.5 mb-2 text-ink-3 text-meta">{hint}</p>}
      {children}
      <Base.Error match className="mt-1.5 text-danger text-meta" />
    </Base.Root>
  );
}
