/// Which migrations a range of git changed, and what was at its base.
@NullMarked
package dev.ballast.migrations.git;

import org.jspecify.annotations.NullMarked;
