import { Code } from "@/components/format/code";

/** Where an endpoint is, in brief; the whole address in the tooltip. */
export function EndpointHost({ url }: { url: string }) {
  return (
    <span title={url} className="inline-block max-w-56 truncate align-middle" dir="ltr">
      <Code>{new URL(url).host}</Code>
    </span>
  );
}
