/// `ballast incident` and `ballast deployment`
@NullMarked
package dev.ballast.cli.command.incident;

import org.jspecify.annotations.NullMarked;
