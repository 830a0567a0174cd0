-- How a person looks at pages, in whichever browser. Without a zone it is that of the browser.
SET LOCAL lock_timeout = '10s';

ALTER TABLE account
    ADD COLUMN theme     text NOT NULL DEFAULT 'system',
    ADD COLUMN time_zone text,
    ADD COLUMN density   text NOT NULL DEFAULT 'usual',
    ADD COLUMN shortcuts boolean NOT NULL DEFAULT true,
    ADD CONSTRAINT account_theme_check CHECK (theme IN ('system', 'light', 'dark')),
    ADD CONSTRAINT account_density_check CHECK (density IN ('usual', 'dense'));
