/// Tests of what an operator sees and finds when a command is refused, interrupted or killed.
@NullMarked
package dev.ballast.cli.faults;

import org.jspecify.annotations.NullMarked;
