/// Traffic that was recorded: by a server's log, csvlog or jsonlog, or in the file format of
/// pgreplay.
///
/// Front door: [dev.ballast.lab.traffic.recorded.RecordedFile].
@NullMarked
package dev.ballast.lab.traffic.recorded;

import org.jspecify.annotations.NullMarked;
