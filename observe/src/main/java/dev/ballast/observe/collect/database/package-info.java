/// The family `database`.
@NullMarked
package dev.ballast.observe.collect.database;

import org.jspecify.annotations.NullMarked;
