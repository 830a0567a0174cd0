/// How a database tells its tenants apart: the columns that say whose a row is, and the context by
/// which a session says whom it serves.
///
/// Front door: [dev.ballast.secure.tenancy.Tenancy].
@NullMarked
package dev.ballast.secure.tenancy;

import org.jspecify.annotations.NullMarked;
