/**
 * What compiled Scheme code calls while it runs: records ({@link fruix.scheme.runtime.Records}),
 * gexps, keyword arguments, and the collector of errors ({@link fruix.scheme.runtime.Evaluation}).
 */
package fruix.scheme.runtime;
