ALTER TABLE orders OWNER TO change_owner_clerk;
ALTER FUNCTION tax(numeric) OWNER TO change_owner_clerk;
ALTER SCHEMA public OWNER TO change_owner_clerk;
REASSIGN OWNED BY change_owner_clerk TO CURRENT_USER;
