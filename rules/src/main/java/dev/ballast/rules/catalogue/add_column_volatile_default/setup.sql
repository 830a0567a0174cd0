CREATE FUNCTION next_code() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN md5(random()::text); END $$;
CREATE FUNCTION house_code() RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN 'house'; END $$;
