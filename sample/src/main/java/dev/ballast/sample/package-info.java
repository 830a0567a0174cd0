/// A sample application: schema, data, traffic and planted faults.
@NullMarked
package dev.ballast.sample;

import org.jspecify.annotations.NullMarked;
