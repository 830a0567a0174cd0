-- An index over this column alone goes with it, as everybody expects.
ALTER TABLE orders DROP COLUMN code;
ALTER TABLE orders DROP COLUMN note;
