/// Tests of what a running target tells of its tables.
@NullMarked
package dev.ballast.change.live;

import org.jspecify.annotations.NullMarked;
