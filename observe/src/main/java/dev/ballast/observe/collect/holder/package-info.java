/// The family `holder`.
@NullMarked
package dev.ballast.observe.collect.holder;

import org.jspecify.annotations.NullMarked;
