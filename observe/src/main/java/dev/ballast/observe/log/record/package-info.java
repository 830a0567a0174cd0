/// A server's log as records: csvlog, jsonlog, and lines behind any `log_line_prefix`.
///
/// Front doors: [dev.ballast.observe.log.record.RecordReader] and
/// [dev.ballast.observe.log.record.LogRecord].
@NullMarked
package dev.ballast.observe.log.record;

import org.jspecify.annotations.NullMarked;
