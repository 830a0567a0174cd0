-- +migrate Up
-- +migrate StatementBegin
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END;
$$;
-- +migrate StatementEnd
CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END;
$$;
-- +migrate Down
DROP FUNCTION f()
