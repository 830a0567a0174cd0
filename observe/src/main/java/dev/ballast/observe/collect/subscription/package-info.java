/// The family `subscription`.
@NullMarked
package dev.ballast.observe.collect.subscription;

import org.jspecify.annotations.NullMarked;
