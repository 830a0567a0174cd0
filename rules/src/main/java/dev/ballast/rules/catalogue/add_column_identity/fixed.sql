ALTER TABLE settings ADD COLUMN id bigint;
CREATE SEQUENCE settings_id_seq OWNED BY settings.id;
ALTER TABLE settings ALTER COLUMN id SET DEFAULT nextval('settings_id_seq');
UPDATE settings SET id = nextval('settings_id_seq') WHERE id IS NULL AND ctid = ANY (ARRAY(SELECT ctid FROM settings WHERE id IS NULL LIMIT 5000));
