/** Content of repositories by git: fetch a template, seed a repository. */
@NullMarked
package io.drover.template;

import org.jspecify.annotations.NullMarked;
