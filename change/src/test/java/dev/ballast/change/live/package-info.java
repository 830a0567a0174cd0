/// Tests of what a running target reports about its tables.
@NullMarked
package dev.ballast.change.live;

import org.jspecify.annotations.NullMarked;
