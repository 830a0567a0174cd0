/// Traffic to put on a server: statements that arrive at a rate or as they were recorded, and what
/// became of each, by the time at which it was due.
///
/// Front doors: [dev.ballast.lab.traffic.Traffic] starts it, [dev.ballast.lab.traffic.TrafficRun]
/// is asked about it, [dev.ballast.lab.traffic.TrafficMix] is what arrives.
@NullMarked
package dev.ballast.lab.traffic;

import org.jspecify.annotations.NullMarked;
