UPDATE orders SET note = 'a', status = 'b', note = 'c' WHERE id = 5;
INSERT INTO settings (key, value, "value") VALUES ('a', 'b', 'c');
CREATE FUNCTION forget() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO settings VALUES ('a', 'b')
    ON CONFLICT (key) DO UPDATE SET value = 'c', value = 'd';
END
$$;
