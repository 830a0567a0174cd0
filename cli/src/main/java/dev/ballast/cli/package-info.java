/// The process and the root of its commands; carries, decides nothing.
///
/// Front door: [dev.ballast.cli.Main]. A command is a class in `command`; what every command has
/// (options, help, errors) is in `frame`; `dev.ballast.report` renders. Only this room writes to
/// standard output and ends the process.
@NullMarked
package dev.ballast.cli;

import org.jspecify.annotations.NullMarked;
