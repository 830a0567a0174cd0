--
-- Concurrently create index customers_email_idx on field(s) email of model customer
--
CREATE INDEX CONCURRENTLY "customers_email_idx" ON "customers" ("email");
