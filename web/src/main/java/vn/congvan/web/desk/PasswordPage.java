package vn.congvan.web.desk;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import vn.congvan.person.PasswordChange;
import vn.congvan.person.People;
import vn.congvan.person.Person;

/** {@code /desk/password.xhtml}: one's own password; all there is while it is one that somebody else chose. */
@Named
@RequestScoped
public class PasswordPage {

    static final String ADDRESS = "/desk/password.xhtml";

    private static final String NOT_THE_SAME = "NOT_THE_SAME";

    @Inject
    People people;
    @Inject
    Visitor visitor;
    @Inject
    Words words;
    @Inject
    FacesContext faces;

    private String current = "";
    private String fresh = "";
    private String again = "";
    private String next;
    private String refused;
    private boolean changed;

    public void change() throws IOException {
        if (!fresh.equals(again)) {
            answer("refused=" + NOT_THE_SAME);
            return;
        }
        Person person = visitor.person();
        PasswordChange change = people.changePassword(person, current, fresh);
        if (change != PasswordChange.CHANGED) {
            answer("refused=" + change);
            return;
        }
        HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
        // this session goes on, under another id; those that others began with the old password are over
        request.changeSessionId();
        people.find(person.userName()).ifPresent(renewed -> Visitor.began(request, renewed));
        answer("changed=true");
    }

    private void answer(String what) throws IOException {
        faces.getExternalContext().redirect(ADDRESS + "?" + what + "&next="
                + URLEncoder.encode(LoginPage.returnTo(next), StandardCharsets.UTF_8));
        faces.responseComplete();
    }

    /** Why the password was not changed, as a sentence; empty when nothing was refused. */
    public String getRefusal() {
        boolean known = NOT_THE_SAME.equals(refused)
                || Arrays.stream(PasswordChange.values()).filter(change -> change != PasswordChange.CHANGED)
                        .anyMatch(change -> change.name().equals(refused));
        return known
                ? MessageFormat.format(words.text("password.refused." + refused), People.SHORTEST_PASSWORD,
                        People.LONGEST_PASSWORD)
                : "";
    }

    /** How long a password is at the least. */
    public int getShortest() {
        return People.SHORTEST_PASSWORD;
    }

    /** Where to go on after the change. */
    public String getOnward() {
        return LoginPage.returnTo(next);
    }

    public String getCurrent() {
        return current;
    }

    public void setCurrent(String current) {
        this.current = current == null ? "" : current;
    }

    public String getFresh() {
        return fresh;
    }

    public void setFresh(String fresh) {
        this.fresh = fresh == null ? "" : fresh;
    }

    public String getAgain() {
        return again;
    }

    public void setAgain(String again) {
        this.again = again == null ? "" : again;
    }

    /** The page of the desk that was asked for before. */
    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    /** The name of the reason why the last attempt was refused. */
    public String getRefused() {
        return refused;
    }

    public void setRefused(String refused) {
        this.refused = refused;
    }

    /** Whether the password has just been changed. */
    public boolean isChanged() {
        return changed;
    }

    public void setChanged(boolean changed) {
        this.changed = changed;
    }
}
