/// Flyway's configuration: which names, places, placeholders and transactions it gives to scripts.
@NullMarked
package dev.ballast.migrations.flyway;

import org.jspecify.annotations.NullMarked;
