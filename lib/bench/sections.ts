/** What is measured, in the order of a round: the bare handler first, the rest against it. */
export const SECTIONS = ["bare", "request", "inquiry", "callback"] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  bare: "bare handler (echo)",
  request: "POST /v1/pay/request",
  inquiry: "POST /v1/pay/inquiry",
  callback: "GET /callback/zarinpal",
};
