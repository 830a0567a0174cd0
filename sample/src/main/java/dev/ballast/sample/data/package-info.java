/// The sample shop's content: a pure function of seed and scale, written as COPY text.
@NullMarked
package dev.ballast.sample.data;

import org.jspecify.annotations.NullMarked;
