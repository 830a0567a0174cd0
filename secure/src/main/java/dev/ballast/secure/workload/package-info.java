/// What a tenant can try over everything that its login role reaches: statements generated from the
/// surface, none of them written for a known policy.
///
/// Front door: [dev.ballast.secure.workload.Workload].
@NullMarked
package dev.ballast.secure.workload;

import org.jspecify.annotations.NullMarked;
