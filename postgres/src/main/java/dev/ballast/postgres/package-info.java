/// All knowledge of PostgreSQL: its values here, its servers in `server`, its replication protocol
/// in `wire`, its SQL connections in `jdbc`.
@NullMarked
package dev.ballast.postgres;

import org.jspecify.annotations.NullMarked;
