/**
 * REST and JSON at {@code /api/v1}, for those who start today and have neither SOAP nor the axis SDK behind them.
 *
 * <p>Translation only: a request becomes a call on a door ({@code intake}, {@code delivery}, {@code organization}), an
 * answer becomes JSON, a refusal becomes a problem (RFC 9457) with the same code that every other protocol uses. What
 * comes in streams to room {@code content}, what goes out streams from there; nothing here holds a file in memory.
 * Requests are read by {@link vn.congvan.web.rest.JsonFields} and not bound to classes, so that whatever is wrong is
 * answered with the name of the field.
 */
package vn.congvan.web.rest;
