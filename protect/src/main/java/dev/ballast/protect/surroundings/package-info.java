/// What a cluster needs that is not in its data directory: configuration files elsewhere, locales,
/// collation versions. Read on the source, recorded with a backup, compared with the machine that
/// restores.
///
/// Start with [Surroundings], and [HostLocales] for what is compared.
@NullMarked
package dev.ballast.protect.surroundings;

import org.jspecify.annotations.NullMarked;
