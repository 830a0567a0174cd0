/// The family `lock`.
@NullMarked
package dev.ballast.observe.collect.lock;

import org.jspecify.annotations.NullMarked;
