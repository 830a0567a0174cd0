CREATE TYPE colour AS ENUM ('red');
DROP TYPE colour;
DROP VIEW open_orders;
