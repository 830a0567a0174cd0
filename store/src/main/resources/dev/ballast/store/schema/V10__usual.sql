-- What was learned of figures, to continue after a restart or at another node: a row for each series.
CREATE TABLE usual_figure (
    target    text NOT NULL,
    figure    text NOT NULL,
    subject   text NOT NULL,
    -- The latest sample that was learned: a node that is behind does not replace what is ahead of it.
    latest_at timestamptz NOT NULL,
    state     text NOT NULL,
    -- The departure that is not over.
    departure jsonb,
    CONSTRAINT usual_figure_pkey PRIMARY KEY (target, figure, subject)
);
