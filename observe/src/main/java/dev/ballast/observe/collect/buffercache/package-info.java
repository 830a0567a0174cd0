/// The family `buffer_cache`.
@NullMarked
package dev.ballast.observe.collect.buffercache;

import org.jspecify.annotations.NullMarked;
