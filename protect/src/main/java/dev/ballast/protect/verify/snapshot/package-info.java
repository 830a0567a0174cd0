/// Ties a snapshot of the source to an interval of LSNs; see decision 0004.
@NullMarked
package dev.ballast.protect.verify.snapshot;

import org.jspecify.annotations.NullMarked;
