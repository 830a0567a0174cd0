/// Judges migrations without a database: the rules' vocabulary, what a rule is shown of a
/// statement, and the walk that shows it.
///
/// Front door: [dev.ballast.rules.lint.Linter]. A rule is one folder under
/// `dev.ballast.rules.catalogue`; [dev.ballast.rules.lint.Rule] states what it promises.
@NullMarked
package dev.ballast.rules.lint;

import org.jspecify.annotations.NullMarked;
