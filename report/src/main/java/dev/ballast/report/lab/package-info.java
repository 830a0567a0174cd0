/// What the lab has, as text and as JSON.
@NullMarked
package dev.ballast.report.lab;

import org.jspecify.annotations.NullMarked;
