-- The table that lives in the tablespace shop_archive, where there is one (default_tablespace decides).
SET ROLE shop_owner;
CREATE TABLE shop.documents (
  id         uuid NOT NULL,
  tenant_id  integer NOT NULL,
  title      text NOT NULL,
  body       jsonb NOT NULL,
  revision   integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL
);
RESET ROLE;
