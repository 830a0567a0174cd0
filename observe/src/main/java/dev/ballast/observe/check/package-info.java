/// What a check is: what it looks at, when it raises an alert, and what it says then. The checks
/// themselves are in `dev.ballast.observe.catalogue`, a folder each.
@NullMarked
package dev.ballast.observe.check;

import org.jspecify.annotations.NullMarked;
