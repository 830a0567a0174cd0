/// The reference manual against the code: pages are made from the commands and the error codes, and
/// a test fails where they differ. `-Dbless` rewrites them.
@NullMarked
package dev.ballast.cli.reference;

import org.jspecify.annotations.NullMarked;
