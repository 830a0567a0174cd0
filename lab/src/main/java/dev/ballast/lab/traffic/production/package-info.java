/// Production's statements from pg_stat_statements, with parameters drawn from the rows of a clone.
///
/// Front door: [dev.ballast.lab.traffic.production.ProductionSource].
@NullMarked
package dev.ballast.lab.traffic.production;

import org.jspecify.annotations.NullMarked;
