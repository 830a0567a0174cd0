/// Scripts as psql reads them: variables, includes and conditions.
@NullMarked
package dev.ballast.migrations.psql;

import org.jspecify.annotations.NullMarked;
