/// The family `key`.
@NullMarked
package dev.ballast.observe.collect.key;

import org.jspecify.annotations.NullMarked;
