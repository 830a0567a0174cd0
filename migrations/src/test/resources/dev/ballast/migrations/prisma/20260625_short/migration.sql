ALTER TABLE users ADD COLUMN short int;
