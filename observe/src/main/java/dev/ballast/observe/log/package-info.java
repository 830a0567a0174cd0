/// A server's log: `record` reads it, `event` classifies it, `follow` finds its files and reads on
/// where it stopped.
@NullMarked
package dev.ballast.observe.log;

import org.jspecify.annotations.NullMarked;
