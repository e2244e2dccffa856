/**
 * The unit of truth of the whole product: what happened to each document at each recipient.
 *
 * <p>Level 2. Door: {@link vn.congvan.delivery.Deliveries}. Keeps packages, documents, deliveries, transfers and statuses,
 * moves their states along the one machine ({@link vn.congvan.delivery.DeliveryState}, guarded again by the database), and
 * writes a history line for every move. Higher rooms decide <em>that</em> something happens; this room decides whether it
 * may, and remembers it.
 */
package vn.congvan.delivery;
