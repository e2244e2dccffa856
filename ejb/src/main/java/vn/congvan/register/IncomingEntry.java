package vn.congvan.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of the incoming register.
 *
 * @param number the number of arrival (số đến), from 1 on in each year
 * @param arrivalDate the day in Vietnam on which it was registered (ngày đến); its year is the register's
 * @param deliveries the deliveries with which it came, the first first; none for what came on paper
 * @param registeredBy the display name of the clerk
 */
public record IncomingEntry(UUID id, int number, LocalDate arrivalDate, List<UUID> deliveries, String author,
        String documentCode, Optional<LocalDate> documentDate, String typeName, String subject, String addressee,
        String note, Instant registeredAt, String registeredBy) {

    public IncomingEntry {
        deliveries = List.copyOf(deliveries);
    }
}
