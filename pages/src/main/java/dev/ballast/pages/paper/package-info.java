/// Reports on paper: sheets of A4 and Letter as PDF, of print templates and charts.
@NullMarked
package dev.ballast.pages.paper;

import org.jspecify.annotations.NullMarked;
