-- What there is from 18 on.
CREATE TABLE shop.eighteen (
  id integer CONSTRAINT id_there NOT NULL,
  half integer,
  computed integer GENERATED ALWAYS AS (half * 2) VIRTUAL,
  CONSTRAINT small CHECK (half < 100) NOT ENFORCED);
