/// Write-once objects, content-addressed, compressed and encrypted; the evidence log lives in it.
@NullMarked
package dev.ballast.vault;

import org.jspecify.annotations.NullMarked;
