CREATE TYPE size AS ENUM ('s', 'm');
ALTER TYPE size RENAME VALUE 's' TO 'small';
