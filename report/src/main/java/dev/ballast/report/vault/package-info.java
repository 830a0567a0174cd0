/// Vaults and their evidence logs as they are reported: what is wrong with stored objects, and what
/// the log holds.
@NullMarked
package dev.ballast.report.vault;

import org.jspecify.annotations.NullMarked;
