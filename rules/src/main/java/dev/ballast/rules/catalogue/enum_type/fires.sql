CREATE TYPE size AS ENUM ('small', 'large');
CREATE TYPE public."Size" AS ENUM ();
