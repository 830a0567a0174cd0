/// The family `session`.
@NullMarked
package dev.ballast.observe.collect.session;

import org.jspecify.annotations.NullMarked;
