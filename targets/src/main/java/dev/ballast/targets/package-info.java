/// Which databases are guarded, how they are reached, and the objectives they must meet.
@NullMarked
package dev.ballast.targets;

import org.jspecify.annotations.NullMarked;
