/// Judges migrations without a database: the rules' vocabulary, what a rule is shown of a
/// statement, and the walk that shows it.
///
/// Front door: [dev.ballast.change.lint.Linter]. A rule is one folder under
/// `dev.ballast.change.rules`; [dev.ballast.change.lint.Rule] tells what it promises.
@NullMarked
package dev.ballast.change.lint;

import org.jspecify.annotations.NullMarked;
