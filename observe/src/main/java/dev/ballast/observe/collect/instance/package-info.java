/// The family `instance`.
@NullMarked
package dev.ballast.observe.collect.instance;

import org.jspecify.annotations.NullMarked;
