DROP OWNED BY drop_owned_clerk;
DROP OWNED BY drop_owned_clerk, drop_owned_heir CASCADE;
