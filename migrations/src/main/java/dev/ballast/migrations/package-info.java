/// Migrations as their tools keep them: which files there are, in which order they run, in which
/// transactions, and which text goes forwards and which back.
///
/// Front door: [dev.ballast.migrations.source.MigrationSources].
@NullMarked
package dev.ballast.migrations;

import org.jspecify.annotations.NullMarked;
