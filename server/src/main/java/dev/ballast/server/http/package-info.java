/// Requests and responses.
@NullMarked
package dev.ballast.server.http;

import org.jspecify.annotations.NullMarked;
