/// The machine that Ballast runs on: its users, programs and folders, and how a program is started
/// with nothing it should not have.
@NullMarked
package dev.ballast.machine;

import org.jspecify.annotations.NullMarked;
