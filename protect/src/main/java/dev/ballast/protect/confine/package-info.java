/// A restored copy on which code of the guarded database may run without power: every role is
/// stripped, Ballast keeps a superuser of its own, and each relation is read as its owner.
///
/// Front door: [dev.ballast.protect.confine.ConfinedCopy]. SET ROLE would not do: anyone who runs
/// code in such a session resets it.
@NullMarked
package dev.ballast.protect.confine;

import org.jspecify.annotations.NullMarked;
