ALTER TABLE users ADD k int;
