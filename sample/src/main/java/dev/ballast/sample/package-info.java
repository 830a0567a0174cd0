/// A sample application: schema, data, traffic and planted faults. Here the shop is made and its
/// faults are planted; `data` says what is in it, `traffic` keeps it busy.
@NullMarked
package dev.ballast.sample;

import org.jspecify.annotations.NullMarked;
