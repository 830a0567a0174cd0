/// `ballast lab`.
@NullMarked
package dev.ballast.cli.command.lab;

import org.jspecify.annotations.NullMarked;
