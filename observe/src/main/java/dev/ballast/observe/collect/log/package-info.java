/// The family `log`: messages of the server's own log by class.
@NullMarked
package dev.ballast.observe.collect.log;

import org.jspecify.annotations.NullMarked;
