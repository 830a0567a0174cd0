/// `ballast report`
@NullMarked
package dev.ballast.cli.command.report;

import org.jspecify.annotations.NullMarked;
