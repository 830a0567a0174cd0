-- Back to what it was; another setting.
SET session_replication_role = DEFAULT;
SET session_replication_role = 'origin';
SET application_name = 'replica';
