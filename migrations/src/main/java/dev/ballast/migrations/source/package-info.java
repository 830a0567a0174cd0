/// Migrations as they were requested, read with the tool that was named or recognised.
@NullMarked
package dev.ballast.migrations.source;

import org.jspecify.annotations.NullMarked;
