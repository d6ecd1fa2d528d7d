type Option = { value: string; text: string; lang?: string };

/**
 * A choice made by plain links (`?lang=en`), which proxy.ts remembers in a cookie. Full page loads on
 * purpose: language and direction live on <html>, and scripts may be off.
 */
export function ChoiceLinks({
  label,
  name,
  current,
  options,
}: {
  label: string;
  name: string;
  current: string;
  options: Option[];
}) {
  return (
    <ul aria-label={label} className="flex rounded-tile border border-line bg-surface p-0.5">
      {options.map(({ value, text, lang }) => (
        <li key={value}>
          <a
            href={`?${name}=${value}`}
            lang={lang}
            aria-current={value === current ? "true" : undefined}
            className="flex min-h-7 items-center rounded-control px-2.5 hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink"
          >
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
