/// Traffic from scripts in the format of pgbench.
///
/// Front door: [dev.ballast.lab.traffic.script.PgbenchSource].
@NullMarked
package dev.ballast.lab.traffic.script;

import org.jspecify.annotations.NullMarked;
