/// The protocols by which people are notified of alerts. Each escapes what databases and receivers
/// put into it, and believes nothing of an answer but whether the message was taken.
@NullMarked
package dev.ballast.observe.medium;

import org.jspecify.annotations.NullMarked;
