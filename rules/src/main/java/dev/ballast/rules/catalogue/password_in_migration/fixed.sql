ALTER ROLE password_clerk LOGIN;
