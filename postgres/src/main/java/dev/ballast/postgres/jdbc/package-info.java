/// SQL connections. Every statement has a statement timeout, a lock timeout and an
/// `application_name` by construction; `java.sql` is imported nowhere else.
///
/// Front door: [dev.ballast.postgres.jdbc.Session].
@NullMarked
package dev.ballast.postgres.jdbc;

import org.jspecify.annotations.NullMarked;
