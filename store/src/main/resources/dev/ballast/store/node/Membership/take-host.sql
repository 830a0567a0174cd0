-- Takes a host, unless another has it. The node must have a place.
-- Parameters: the host, the job, the node.
INSERT INTO busy_host (host, node, job)
SELECT ?::text, node.node, ?::text FROM node WHERE node.node = ?
ON CONFLICT (host) DO NOTHING
