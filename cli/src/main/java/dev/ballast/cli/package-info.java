/// Commands and renderers; carries, decides nothing.
///
/// Front door: [dev.ballast.cli.Main]. A command is a [dev.ballast.cli.LeafCommand] in `command`;
/// what it found is a [dev.ballast.cli.Report], which the frame prints as text or JSON. Only this
/// room writes to standard output and ends the process.
@NullMarked
package dev.ballast.cli;

import org.jspecify.annotations.NullMarked;
