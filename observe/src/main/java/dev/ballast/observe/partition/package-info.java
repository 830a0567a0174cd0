/// Which partitions come next of a table that is partitioned by time, by the step of those that
/// it has.
@NullMarked
package dev.ballast.observe.partition;

import org.jspecify.annotations.NullMarked;
