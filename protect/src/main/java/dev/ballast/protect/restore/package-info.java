/// Backups put back into a folder, and servers recovered from them to an exact LSN.
@NullMarked
package dev.ballast.protect.restore;

import org.jspecify.annotations.NullMarked;
