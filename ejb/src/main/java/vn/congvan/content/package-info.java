/**
 * Keeps original bytes: written once, named by their SHA-256, never changed.
 *
 * <p>Level 1. Door: {@link vn.congvan.content.ContentStore}. Bytes are written to a temporary file while they arrive,
 * flushed and renamed when they are taken over, and only then does a row point to them; so no row ever points to missing
 * bytes, and a file without a row is an orphan that the sweep removes.
 */
package vn.congvan.content;
