CREATE TABLE items_new (LIKE items INCLUDING ALL);
CREATE TABLE customers_new (LIKE public.customers INCLUDING DEFAULTS INCLUDING IDENTITY);
CREATE TABLE "Settings copy" (LIKE settings);
