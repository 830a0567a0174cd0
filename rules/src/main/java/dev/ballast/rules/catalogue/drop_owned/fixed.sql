REASSIGN OWNED BY drop_owned_clerk TO drop_owned_heir;
DROP OWNED BY drop_owned_clerk;
