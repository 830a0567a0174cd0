/// Changelogs of Liquibase in XML, YAML and JSON: which changesets there are, and the SQL that
/// Liquibase makes of their changes on PostgreSQL.
@NullMarked
package dev.ballast.migrations.liquibase;

import org.jspecify.annotations.NullMarked;
