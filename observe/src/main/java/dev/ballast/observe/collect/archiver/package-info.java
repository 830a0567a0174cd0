/// The family `archiver`.
@NullMarked
package dev.ballast.observe.collect.archiver;

import org.jspecify.annotations.NullMarked;
