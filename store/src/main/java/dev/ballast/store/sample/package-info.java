/// Figures over time: readings are taken into a journal on disk, packed by entity, stored in
/// partitions by time, and read back as series.
///
/// Front doors: [dev.ballast.store.sample.SampleIntake] takes readings,
/// [dev.ballast.store.sample.SeriesReader] returns series.
@NullMarked
package dev.ballast.store.sample;

import org.jspecify.annotations.NullMarked;
