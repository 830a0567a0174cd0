/// What the JSON API returns.
@NullMarked
package dev.ballast.server.api;

import org.jspecify.annotations.NullMarked;
