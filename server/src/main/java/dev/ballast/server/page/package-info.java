/// Pages of a node: what it knows is put together for people, and carried to a browser.
@NullMarked
package dev.ballast.server.page;

import org.jspecify.annotations.NullMarked;
