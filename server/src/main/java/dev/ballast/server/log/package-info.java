/// What a node writes of its own work, line by line.
@NullMarked
package dev.ballast.server.log;

import org.jspecify.annotations.NullMarked;
