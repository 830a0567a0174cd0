/// Jobs: what is done again and again by one of the nodes that share a store.
///
/// Front door: [dev.ballast.store.job.JobRunner].
@NullMarked
package dev.ballast.store.job;

import org.jspecify.annotations.NullMarked;
