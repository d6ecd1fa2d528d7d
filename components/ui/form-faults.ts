/** Which texts name what is wrong with a control, from the browser's own check of it. */
export type Fault = "required" | "email" | "url" | "short" | "long" | "range" | "format";

/** A control's field: `origins[]` is one of many of `origins`. */
export const fieldNameOf = (control: { name: string }) => control.name.replace(/\[\]$/, "");

/** The form's named controls, in the order they stand. */
export function controlsOf(form: HTMLFormElement) {
  return [...form.elements].filter(
    (one) =>
      one instanceof HTMLInputElement ||
      one instanceof HTMLTextAreaElement ||
      one instanceof HTMLSelectElement,
  );
}

/** What the browser finds wrong, by field; the first of each. */
export function faultsOf(form: HTMLFormElement): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const control of controlsOf(form)) {
    const fault = faultOf(control.validity, control.type);
    const name = fieldNameOf(control);
    if (fault && name && !faults.has(name)) faults.set(name, fault);
  }
  return faults;
}

function faultOf(validity: ValidityState, type: string): Fault | null {
  if (validity.valid) return null;
  if (validity.valueMissing) return "required";
  if (validity.typeMismatch) return type === "email" ? "email" : "url";
  if (validity.tooShort) return "short";
  if (validity.tooLong) return "long";
  if (validity.rangeUnderflow || validity.rangeOverflow) return "range";
  return "format";
}

/**
 * The field that an error of the server is about: itself, or the list it is a member of (`origins.2`);
 * null when the form has no such field.
 */
export function fieldOf(form: HTMLFormElement, path: string): string | null {
  const names = new Set(controlsOf(form).map(fieldNameOf));
  if (names.has(path)) return path;
  const [first = ""] = path.split(".");
  return names.has(first) ? first : null;
}
