/// Values that are made up for the columns of tables, so that a table without rows gets some.
///
/// Front door: [dev.ballast.lab.made.MadeColumns].
@NullMarked
package dev.ballast.lab.made;

import org.jspecify.annotations.NullMarked;
