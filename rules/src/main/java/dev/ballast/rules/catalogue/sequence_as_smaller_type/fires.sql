ALTER SEQUENCE tickets_seq AS integer;
ALTER SEQUENCE public."tickets_seq" AS smallint;
