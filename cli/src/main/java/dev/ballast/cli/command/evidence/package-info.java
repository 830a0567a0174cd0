/// `ballast evidence`.
@NullMarked
package dev.ballast.cli.command.evidence;

import org.jspecify.annotations.NullMarked;
