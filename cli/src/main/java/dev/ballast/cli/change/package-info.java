/// The forms in which a check of migrations is told: to people, to code hosts, to test reports.
///
/// Front door: [dev.ballast.cli.change.CheckFormat].
@NullMarked
package dev.ballast.cli.change;

import org.jspecify.annotations.NullMarked;
