/**
 * AWS on this machine: the real SDK talks to it over HTTP. Messages are kept by ElasticMQ, the other services are small
 * classes over a scene that a test describes; every request and every answer is checked against AWS's own models in
 * {@code contracts/aws}.
 */
@NullMarked
package io.drover.sandbox.aws;

import org.jspecify.annotations.NullMarked;
