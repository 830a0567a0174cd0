/// `ballast ticket`
@NullMarked
package dev.ballast.cli.command.ticket;

import org.jspecify.annotations.NullMarked;
