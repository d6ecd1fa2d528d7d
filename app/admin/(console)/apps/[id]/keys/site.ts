/** What a site of the app would put into its configuration beside the pair. */
export type Site = { baseUrl: string; returnUrl: string };
