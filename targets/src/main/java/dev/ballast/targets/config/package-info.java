/// The file `ballast.yaml`: vaults, targets and their objectives, as values that are right once
/// they exist. All errors of a file are reported together.
@NullMarked
package dev.ballast.targets.config;

import org.jspecify.annotations.NullMarked;
