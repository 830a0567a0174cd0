/// Results as they are reported: to people at a terminal, to programs as JSON, and to build servers
/// in the forms that they read.
///
/// A result is a value of its room; a [dev.ballast.report.Report] is the value with its renderings.
/// Nothing here knows where the text goes, so that a command line and a server tell the same.
///
/// Front doors: [dev.ballast.report.Report], [dev.ballast.report.JsonForm] and
/// [dev.ballast.report.Page].
@NullMarked
package dev.ballast.report;

import org.jspecify.annotations.NullMarked;
