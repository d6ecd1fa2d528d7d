/** What the form starts with. The merchant itself never comes here: only that there is one. */
export type AppValues = {
  id: string;
  name: string;
  slug: string;
  returnOrigins: string[];
  latePayment: "return" | "accept";
  maskedMerchant: string | null;
  descriptionPrefix: string | null;
  branding: { display_name?: string; logo_url?: string; support_url?: string };
};
