/// `ballast change`.
@NullMarked
package dev.ballast.cli.command.change;

import org.jspecify.annotations.NullMarked;
