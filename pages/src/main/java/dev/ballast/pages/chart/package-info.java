/// Charts as values, and what is written of them: a picture, a table.
@NullMarked
package dev.ballast.pages.chart;

import org.jspecify.annotations.NullMarked;
