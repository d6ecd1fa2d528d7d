-- Lists and counts pass over rows by their index alone where a page is known to be all visible. After
-- the default fifth of a million rows that would be true of nothing recent.
ALTER TABLE "payment"."transactions" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
