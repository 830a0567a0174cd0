/// Whom to notify of alerts, and when: decides from how alerts stand what each route still has
/// to get, and sends it until the receiver has it.
@NullMarked
package dev.ballast.observe.notify;

import org.jspecify.annotations.NullMarked;
