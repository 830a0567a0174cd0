/// `ballast alert`
@NullMarked
package dev.ballast.cli.command.alert;

import org.jspecify.annotations.NullMarked;
