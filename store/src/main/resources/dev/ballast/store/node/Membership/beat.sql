-- A sign of life of a node.
-- Parameter: the node.
INSERT INTO node (node, beat) VALUES (?, now())
ON CONFLICT (node) DO UPDATE SET beat = now()
