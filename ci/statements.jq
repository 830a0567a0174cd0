# Reads the JSON log of a server with log_statement=all and writes the SQL that one database got,
# without what tools ask of the catalog and write to their own tables:
#
#   jq -r --arg database ballast_scratch -f ci/statements.jq statements.json > build/sql/branch.sql

select(.dbname == $database) | .message
  | capture("^(statement|execute [^:]*): (?<sql>(.|\n)*)").sql
  | select(test("information_schema|pg_class|pg_range") | not)
  | select(test("knex_migrations|SequelizeMeta|\"migrations\"") | not)
  | rtrimstr(";") + ";"
