export { DetailSkeleton as default } from "../../detail-skeleton";
