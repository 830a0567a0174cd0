/// How a rehearsal went over time, as evidence keeps it: latencies by the interval, when each
/// statement ran, and from when to when locks were held and waited for.
///
/// Front door: [dev.ballast.change.course.RehearsalCourse].
@NullMarked
package dev.ballast.change.course;

import org.jspecify.annotations.NullMarked;
