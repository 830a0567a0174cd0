-- Days whose raw chunks were packed by the day and rolled up to minutes and hours.
CREATE TABLE packed_day (
    day       date PRIMARY KEY,
    packed_at timestamptz NOT NULL DEFAULT now()
);
