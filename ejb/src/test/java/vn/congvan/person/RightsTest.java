package vn.congvan.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {

    private static final UUID COMMITTEE = new UUID(0, 1);
    private static final UUID DEPARTMENT = new UUID(0, 2);

    private final People people = new People();

    @ParameterizedTest
    @EnumSource(names = {"CLERK", "AGENCY_LEADER", "OFFICE_HEAD"})
    void clerksLeadersAndOfficeHeadsReadTheContentOfTheirOwnAgency(Role role) {
        Person person = holding(new Post(COMMITTEE, role));

        assertThat(people.visibleOrganizations(person, Set::of)).containsExactly(COMMITTEE);
        assertThat(people.readableOrganizations(person)).containsExactly(COMMITTEE);
    }

    @Test
    void aSupervisorSeesStatesButNeverContent() {
        Person person = holding(new Post(DEPARTMENT, Role.SUPERVISOR));

        assertThat(people.visibleOrganizations(person, Set::of)).containsExactly(DEPARTMENT);
        assertThat(people.readableOrganizations(person)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUPERVISOR", "CLERK", "AGENCY_LEADER", "OFFICE_HEAD"})
    void onlyASupervisorSeesWhatTheOrganizationWatchesOverAndNobodyReadsIt(Role role) {
        Person person = holding(new Post(DEPARTMENT, role));
        Set<UUID> locality = Set.of(COMMITTEE, DEPARTMENT);

        assertThat(people.visibleOrganizations(person, department -> locality))
                .isEqualTo(role == Role.SUPERVISOR ? locality : Set.of(DEPARTMENT));
        assertThat(people.readableOrganizations(person)).doesNotContain(COMMITTEE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SPECIALIST", "UNIT_HEAD", "ARCHIVIST", "AGENCY_ADMIN"})
    void whoReadsOnlyWhatWasAssignedOrNothingSeesNoListOfTheAgency(Role role) {
        Person person = holding(new Post(COMMITTEE, role));

        assertThat(people.visibleOrganizations(person, Set::of)).isEmpty();
        assertThat(people.readableOrganizations(person)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyAClerkKeepsRegistersAndOnlyThoseOfItsOwnAgency(Role role) {
        Person person = holding(new Post(COMMITTEE, role));

        assertThat(people.registerClerk(person, COMMITTEE).isPresent()).isEqualTo(role == Role.CLERK);
        assertThat(people.registerClerk(person, DEPARTMENT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void leadersAndOfficeHeadsAssignAndWhoHandlesDocumentsGetsWork(Role role) {
        Person person = holding(new Post(COMMITTEE, role));

        assertThat(people.assigningLeader(person, COMMITTEE).isPresent())
                .isEqualTo(Set.of(Role.AGENCY_LEADER, Role.OFFICE_HEAD).contains(role));
        assertThat(people.member(person, COMMITTEE).isPresent()).isEqualTo(
                Set.of(Role.SPECIALIST, Role.UNIT_HEAD, Role.AGENCY_LEADER, Role.OFFICE_HEAD).contains(role));
        assertThat(people.assigningLeader(person, DEPARTMENT)).isEmpty();
        assertThat(people.member(person, DEPARTMENT)).isEmpty();
    }

    @Test
    void aPersonWithTwoPostsActsForOneAgencyAtATime() {
        Post clerk = new Post(COMMITTEE, Role.CLERK);
        Post supervisor = new Post(DEPARTMENT, Role.SUPERVISOR);
        Person person = holding(clerk, supervisor);

        assertThat(people.readableOrganizations(person.actingAs(supervisor))).isEmpty();
        assertThat(people.visibleOrganizations(person.actingAs(supervisor), Set::of)).containsExactly(DEPARTMENT);
        assertThat(people.readableOrganizations(person.actingAs(clerk))).containsExactly(COMMITTEE);
    }

    @Test
    void nobodyActsFromAPostHeldBySomebodyElse() {
        Person person = holding(new Post(COMMITTEE, Role.CLERK));

        assertThatThrownBy(() -> person.actingAs(new Post(DEPARTMENT, Role.CLERK)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Person holding(Post... posts) {
        return new Person(new UUID(0, 9), "nguoi.dung", "Người Dùng", List.of(posts), false, 0);
    }
}
