/// Traffic that was recorded: by a server's log, csvlog or jsonlog, or in the file format of
/// pgreplay.
///
/// Front doors: [dev.ballast.lab.traffic.recorded.RecordedFile], and
/// [dev.ballast.lab.traffic.recorded.LoggedRuns] for how long statements took.
@NullMarked
package dev.ballast.lab.traffic.recorded;

import org.jspecify.annotations.NullMarked;
