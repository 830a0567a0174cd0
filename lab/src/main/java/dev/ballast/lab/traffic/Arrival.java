package dev.ballast.lab.traffic;

import java.util.random.RandomGenerator;

/// One work at the moment when it is due.
///
/// @param dueNanos since the traffic began
/// @param random of this arrival alone
/// @param opensSession whether a session of its own begins with it
record Arrival(long dueNanos, Work work, RandomGenerator random, boolean opensSession) {}
