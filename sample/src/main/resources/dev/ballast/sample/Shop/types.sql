-- Schemas, enum types and domains. Run as superuser in the new database; what follows runs as shop_owner.
CREATE SCHEMA shop AUTHORIZATION shop_owner;
CREATE SCHEMA reporting AUTHORIZATION shop_reporter;
GRANT USAGE ON SCHEMA shop TO shop_reporter, shop_app, shop_readonly;
GRANT USAGE ON SCHEMA reporting TO shop_readonly;
ALTER DATABASE shop SET search_path = shop, public;
SET ROLE shop_owner;

CREATE TYPE shop.tenant_plan AS ENUM ('free', 'team', 'business', 'enterprise');
CREATE TYPE shop.user_role AS ENUM ('customer', 'clerk', 'manager', 'owner');
CREATE TYPE shop.order_status AS ENUM ('pending', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded');
CREATE TYPE shop.payment_method AS ENUM ('card', 'transfer', 'wallet', 'invoice');
CREATE TYPE shop.event_kind AS ENUM ('page_view', 'search', 'add_to_cart', 'checkout', 'login', 'api_call');

CREATE DOMAIN shop.email AS text
  CONSTRAINT email_shape CHECK (VALUE ~ '^[^@ ]+@[^@ ]+[.][a-z]+$' AND length(VALUE) <= 254);
CREATE DOMAIN shop.money_amount AS numeric(12, 2)
  CONSTRAINT money_not_negative CHECK (VALUE >= 0);
RESET ROLE;
