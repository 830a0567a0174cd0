/// What every command has in common: its options, its help, how its result and its failure are
/// reported.
///
/// Front door: [dev.ballast.cli.frame.LeafCommand], which a command implements, and
/// [dev.ballast.report.Report], what it returns.
@NullMarked
package dev.ballast.cli.frame;

import org.jspecify.annotations.NullMarked;
