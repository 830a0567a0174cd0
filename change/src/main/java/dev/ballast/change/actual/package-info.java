/// How long the statements of a change took where it was meant for: by what the server counted, or
/// by its log.
///
/// Front doors: [dev.ballast.change.actual.CountedStatements] and
/// [dev.ballast.change.actual.LoggedStatements].
@NullMarked
package dev.ballast.change.actual;

import org.jspecify.annotations.NullMarked;
