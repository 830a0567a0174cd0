/// Digests of tables and positions of sequences, taken on the source and on the copy and compared:
/// level 6.
@NullMarked
package dev.ballast.protect.verify.content;

import org.jspecify.annotations.NullMarked;
