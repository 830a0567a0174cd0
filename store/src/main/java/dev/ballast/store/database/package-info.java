/// The store as a database: where it is, how it is opened, and the steps that made its tables what
/// they are, one file a step.
///
/// Front door: [dev.ballast.store.database.Store].
@NullMarked
package dev.ballast.store.database;

import org.jspecify.annotations.NullMarked;
