/** What AWS knows of a project. */
@NullMarked
package io.drover.project;

import org.jspecify.annotations.NullMarked;
