/// Checks and traces of migrations, and the rules, as they are reported: to people, to code hosts,
/// to test reports.
///
/// Front door: [dev.ballast.report.change.CheckFormat].
@NullMarked
package dev.ballast.report.change;

import org.jspecify.annotations.NullMarked;
