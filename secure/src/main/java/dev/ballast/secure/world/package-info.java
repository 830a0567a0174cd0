/// Two databases that differ only in the rows of one tenant, made by copying a database and by
/// making tenants up in it.
///
/// Front door: [dev.ballast.secure.world.Worlds].
@NullMarked
package dev.ballast.secure.world;

import org.jspecify.annotations.NullMarked;
