/// What every command has in common: its options, its help, how its result and its failure are
/// told.
///
/// Front door: [dev.ballast.cli.frame.LeafCommand], which a command implements, and
/// [dev.ballast.cli.frame.Report], what it returns.
@NullMarked
package dev.ballast.cli.frame;

import org.jspecify.annotations.NullMarked;
