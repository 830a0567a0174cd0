/// PostgreSQL's frontend/backend protocol: transports, messages, the way in, errors.
@NullMarked
package dev.ballast.postgres.wire.protocol;

import org.jspecify.annotations.NullMarked;
