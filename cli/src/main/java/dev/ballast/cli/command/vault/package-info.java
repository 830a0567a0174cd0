/// `ballast vault`.
@NullMarked
package dev.ballast.cli.command.vault;

import org.jspecify.annotations.NullMarked;
