/// The family `replication`.
@NullMarked
package dev.ballast.observe.collect.replication;

import org.jspecify.annotations.NullMarked;
