/// A check of migrations as somebody asks for it: read the sources, judge them, weigh what was
/// accepted before, and report the rest.
///
/// Front door: [dev.ballast.change.check.MigrationCheck]; the answer is a
/// [dev.ballast.change.check.CheckResult], which every output format renders.
@NullMarked
package dev.ballast.change.check;

import org.jspecify.annotations.NullMarked;
