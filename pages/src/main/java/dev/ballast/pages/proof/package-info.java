/// What was proved: backups that were restored and read, and changes that were rehearsed.
@NullMarked
package dev.ballast.pages.proof;

import org.jspecify.annotations.NullMarked;
