-- Who may do what on the nodes that share this store. No secret is here: sessions, tokens and links
-- are random numbers of 256 bits of which the SHA-256 is kept, passwords are Argon2id's.

CREATE TABLE account (
    account_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    role          text NOT NULL,
    password_hash text,
    issuer        text,
    subject       text,
    created_at    timestamptz NOT NULL,
    disabled_at   timestamptz,
    CONSTRAINT account_name_key UNIQUE (name),
    CONSTRAINT account_issuer_subject_key UNIQUE (issuer, subject),
    CONSTRAINT account_role_check CHECK (role IN ('viewer', 'operator', 'admin')),
    CONSTRAINT account_origin_check CHECK ((issuer IS NULL) = (subject IS NULL))
);

-- A person who logged in. Of the cookie only the hash is known.
CREATE TABLE web_session (
    session_hash text PRIMARY KEY,
    account_id   bigint NOT NULL REFERENCES account,
    started_at   timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL
);

CREATE INDEX web_session_account_id_idx ON web_session (account_id);

-- What programs send. Without an account it was made by the owner of a node's folder.
CREATE TABLE api_token (
    api_token_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL,
    account_id   bigint REFERENCES account,
    prefix       text NOT NULL,
    token_hash   text NOT NULL,
    scopes       text[] NOT NULL,
    created_at   timestamptz NOT NULL,
    ends_at      timestamptz,
    used_at      timestamptz,
    revoked_at   timestamptz,
    CONSTRAINT api_token_prefix_key UNIQUE (prefix)
);

CREATE INDEX api_token_account_id_idx ON api_token (account_id);

-- Links by which a password is set once: of an account, or of a first admin, who chooses a name.
CREATE TABLE one_time_link (
    link_hash  text PRIMARY KEY,
    account_id bigint REFERENCES account,
    ends_at    timestamptz NOT NULL,
    used_at    timestamptz
);

CREATE INDEX one_time_link_account_id_idx ON one_time_link (account_id);

-- Attempts to log in at a provider, until the browser comes back from it.
CREATE TABLE login_attempt (
    attempt_hash text PRIMARY KEY,
    ends_at      timestamptz NOT NULL
);

-- What was asked of a node and what came of it. An entry is in the evidence log of a vault too,
-- where one is configured; otherwise vault is null, and nothing but this table holds it.
CREATE TABLE audit_entry (
    audit_entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    action_id      text NOT NULL,
    at             timestamptz NOT NULL,
    who            text NOT NULL,
    address        text NOT NULL,
    action         text NOT NULL,
    subject        text NOT NULL,
    result         text NOT NULL,
    reason         text,
    vault          text,
    vault_entry    bigint,
    CONSTRAINT audit_entry_result_check CHECK (result IN ('begun', 'done', 'refused', 'failed')),
    CONSTRAINT audit_entry_vault_check CHECK ((vault IS NULL) = (vault_entry IS NULL))
);
