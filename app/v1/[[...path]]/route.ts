import { routeNotFound } from "@/lib/http/route-not-found";

// Machines asked, so machines are answered: Next's own 404 is a page.
export {
  routeNotFound as DELETE,
  routeNotFound as GET,
  routeNotFound as PATCH,
  routeNotFound as POST,
  routeNotFound as PUT,
};
