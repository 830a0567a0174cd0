-- The types of the parameters of the statement that this session prepared, in their order.
-- Privileges: none, since they are of this session.
-- Source: "System Views", pg_prepared_statements.
SELECT pg_catalog.format_type(parameter.type, NULL) AS type
FROM pg_catalog.pg_prepared_statements AS prepared
CROSS JOIN LATERAL pg_catalog.unnest(prepared.parameter_types::pg_catalog.oid[])
           WITH ORDINALITY AS parameter (type, place)
WHERE prepared.name OPERATOR(pg_catalog.=) 'ballast_plan'
ORDER BY parameter.place
