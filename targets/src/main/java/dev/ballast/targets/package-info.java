/// Which databases are guarded, how they are reached, and the objectives they must meet.
///
/// Front door: `config.Configuration` (the file `ballast.yaml`), `config.Target`,
/// `secret.SecretReference` and `check.TargetCheck`. Reference: `docs/reference/configuration.md`.
@NullMarked
package dev.ballast.targets;

import org.jspecify.annotations.NullMarked;
