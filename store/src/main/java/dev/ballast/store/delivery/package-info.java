/// Messages about alerts as they are kept: what waits for which route, what was sent, and what
/// nobody is to be notified of for some time.
@NullMarked
package dev.ballast.store.delivery;

import org.jspecify.annotations.NullMarked;
