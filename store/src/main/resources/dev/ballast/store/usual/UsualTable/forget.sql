-- Removes what is kept of a target's other series, if the node holds the target's lease.
-- Parameters: target, figures and subjects that are kept, node.
DELETE FROM usual_figure AS u
WHERE u.target = ?
  AND NOT EXISTS (SELECT FROM unnest(?::text[], ?::text[]) AS kept (figure, subject)
                  WHERE kept.figure = u.figure AND kept.subject = u.subject)
  AND EXISTS (SELECT FROM watched_target AS w WHERE w.target = u.target AND w.node = ?)
