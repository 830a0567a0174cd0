/// The family `database_size`.
@NullMarked
package dev.ballast.observe.collect.databasesize;

import org.jspecify.annotations.NullMarked;
