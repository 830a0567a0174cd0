/// Reads YAML into typed values and keeps every fault with its line and column. Knows nothing of
/// what the values mean.
@NullMarked
package dev.ballast.targets.yaml;

import org.jspecify.annotations.NullMarked;
