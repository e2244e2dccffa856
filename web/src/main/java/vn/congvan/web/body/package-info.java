/**
 * Bodies of requests while they arrive, the same for every protocol: bounded, as streams, and with what a client did wrong
 * told apart from what broke here.
 *
 * <p>Whoever is let in may still send a body that never ends, in whole or in one line of it. What reads here holds one
 * buffer, whatever comes, and says so with a refusal as soon as a bound is passed.
 */
package vn.congvan.web.body;
