/// Backups, restores and proofs while something breaks: a disk, a connection, a source, a process.
@NullMarked
package dev.ballast.protect.faults;

import org.jspecify.annotations.NullMarked;
