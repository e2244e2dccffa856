package vn.congvan.edxml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is put up with in one package; a hostile package cannot make the list long. */
final class Findings {

    private static final int MOST = 200;

    private final Set<Finding> found = new LinkedHashSet<>();

    void add(Finding.Code code, String where, String text) {
        if (found.size() < MOST) {
            found.add(new Finding(code, where, text));
        }
    }

    List<Finding> all() {
        return new ArrayList<>(found);
    }
}
