import type { MetadataRoute } from "next";

/** Only what is written for everyone may be indexed; payments and machines' routes are nobody's search result. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: ["/", "/docs"],
      disallow: ["/admin", "/api", "/callback", "/demo", "/pay", "/sandbox", "/v1"],
    },
  };
}
