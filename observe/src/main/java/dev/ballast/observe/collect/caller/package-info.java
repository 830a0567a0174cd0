/// The family `caller`.
@NullMarked
package dev.ballast.observe.collect.caller;

import org.jspecify.annotations.NullMarked;
