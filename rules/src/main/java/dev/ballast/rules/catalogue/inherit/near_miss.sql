-- Nobody uses a child that this migration makes.
CREATE TABLE orders_2027 () INHERITS (base);
ALTER TABLE orders_2027 NO INHERIT base;
