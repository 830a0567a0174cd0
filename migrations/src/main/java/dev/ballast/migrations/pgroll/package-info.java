/// Migrations of pgroll, as far as SQL is in them.
@NullMarked
package dev.ballast.migrations.pgroll;

import org.jspecify.annotations.NullMarked;
