/// The schema of a target, as its own `pg_dump` writes it through a socket of this process.
///
/// Front door: [dev.ballast.lab.schema.SchemaDump].
@NullMarked
package dev.ballast.lab.schema;

import org.jspecify.annotations.NullMarked;
