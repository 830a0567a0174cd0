/// What the API is, as an OpenAPI document.
@NullMarked
package dev.ballast.server.openapi;

import org.jspecify.annotations.NullMarked;
