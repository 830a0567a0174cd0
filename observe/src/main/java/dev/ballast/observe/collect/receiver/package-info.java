/// The family `receiver`.
@NullMarked
package dev.ballast.observe.collect.receiver;

import org.jspecify.annotations.NullMarked;
