/// Can Ballast do its work at a target: is it admitted, may its role do what it must, do the
/// settings allow it? Each shortcoming comes with the exact text that fixes it.
///
/// Front door: [dev.ballast.targets.check.TargetCheck]. A new check is a constant of `SqlCheck`
/// and a file beside it; how-to: `docs/how-to/prepare-a-target.md`.
@NullMarked
package dev.ballast.targets.check;

import org.jspecify.annotations.NullMarked;
