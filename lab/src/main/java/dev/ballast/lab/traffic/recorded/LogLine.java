package dev.ballast.lab.traffic.recorded;

/// What of a line of the log matters here.
///
/// @param time as the log has it
/// @param database empty where the line is of no session
record LogLine(String time, String database, String session, String message, String detail) {}
