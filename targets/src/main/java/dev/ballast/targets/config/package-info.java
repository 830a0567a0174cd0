/// The file `ballast.yaml`: vaults, targets and their objectives, as values that are right once
/// they exist. Every fault of a file is told at once.
@NullMarked
package dev.ballast.targets.config;

import org.jspecify.annotations.NullMarked;
