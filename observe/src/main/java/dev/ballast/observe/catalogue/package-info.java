/// The checks: a folder each, with its page `check.md`.
@NullMarked
package dev.ballast.observe.catalogue;

import org.jspecify.annotations.NullMarked;
