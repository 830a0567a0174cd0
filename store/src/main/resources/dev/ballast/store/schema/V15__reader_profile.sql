-- How a person looks at pages, in whichever browser. Without a zone it is that of the browser. A
-- theme or density that a node does not know is the usual one to it.
SET LOCAL lock_timeout = '10s';

ALTER TABLE account
    ADD COLUMN theme     text NOT NULL DEFAULT 'system',
    ADD COLUMN time_zone text,
    ADD COLUMN density   text NOT NULL DEFAULT 'usual',
    ADD COLUMN shortcuts boolean NOT NULL DEFAULT true;
