package vn.congvan.processing;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** The key of {@link CooperatorRow}. */
class CooperatorKey implements Serializable {

    private static final long serialVersionUID = 1L;

    UUID entryId;
    String userName;

    @Override
    public boolean equals(Object other) {
        return other instanceof CooperatorKey key && entryId.equals(key.entryId) && userName.equals(key.userName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entryId, userName);
    }
}
