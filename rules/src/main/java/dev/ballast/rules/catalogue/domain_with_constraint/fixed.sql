CREATE TABLE discounts (id bigint PRIMARY KEY, share integer CHECK (share BETWEEN 0 AND 100));
